// Findings as squiggles, with their fixes as buttons.

import { setDiagnostics, type Diagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { Edit, Finding, Fix } from "../engine/protocol";
import { h } from "../ui/dom";

export function apply(view: EditorView, edits: readonly Edit[]): void {
  if (!edits.length) return;
  view.dispatch({ changes: edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text })), userEvent: "input.fix", scrollIntoView: true });
}

export const isNarrow = (finding: Finding, length: number): boolean => finding.end > finding.start && !(finding.start === 0 && finding.end === length && length > 80);

/** Show findings at their places. One about a file, or about the prompt as a whole, underlines nothing: it stands in the list. */
export function underline(view: EditorView, findings: readonly Finding[]): void {
  const length = view.state.doc.length;
  const shown = findings.filter((finding) => finding.end <= length && isNarrow(finding, length)).map(
    (finding): Diagnostic => ({
      from: finding.start,
      to: finding.end,
      severity: finding.severity,
      source: finding.rule,
      message: finding.message,
      renderMessage: () =>
        h("div", { class: "finding-tip" }, h("p", {}, ...ticked(finding.message)), finding.help ? h("p", { class: "quiet" }, ...ticked(finding.help)) : null),
      actions: finding.fixes.map((fix: Fix) => ({ name: fix.title, apply: (target: EditorView) => apply(target, fix.edits) })),
    }),
  );
  view.dispatch(setDiagnostics(view.state, shown));
}

/** A message of the linter with what is between backticks as code. */
export function ticked(message: string): (Node | string)[] {
  return message.split(/(`[^`]+`)/).map((part) => (part.startsWith("`") && part.endsWith("`") && part.length > 2 ? h("code", {}, part.slice(1, -1)) : part));
}
