// The list of findings under an editor: every place and every fix within reach of the keyboard.

import { ticked } from "../editor/lint";
import type { Finding, Fix } from "../engine/protocol";
import { counted, t } from "../i18n";
import { fill, h, icon } from "./dom";

export interface FindingActions {
  go(finding: Finding): void;
  fix(fix: Fix): void;
  fixAll(): void;
  example?(): void;
}

const SEVERITIES = ["error", "warning", "info"] as const;

function one(finding: Finding, place: string, actions: FindingActions): HTMLElement {
  return h(
    "li",
    { class: `finding ${finding.severity}` },
    h(
      "button",
      { class: "finding-text", type: "button", "data-focus": `${finding.rule}-${finding.start}-${finding.pointer}`, onclick: () => actions.go(finding) },
      h("span", { class: "dot", "aria-hidden": "true" }),
      h("span", { class: "said" }, h("span", { class: "sr" }, `${t(finding.severity)}: `), ...ticked(finding.message)),
      h("span", { class: "rule" }, [place, finding.rule].filter(Boolean).join(" · ")),
    ),
    finding.fixes.length
      ? h(
          "div",
          { class: "fixes" },
          ...finding.fixes.map((fix) => h("button", { class: "button small", type: "button", onclick: () => actions.fix(fix) }, icon("wand"), fix.title)),
        )
      : null,
  );
}

export function showFindings(section: HTMLElement, findings: readonly Finding[] | null, actions: FindingActions, placeOf: (finding: Finding) => string): void {
  const counts = SEVERITIES.map((severity) => [severity, (findings ?? []).filter((each) => each.severity === severity).length] as const).filter(([, count]) => count);
  const safe = findings?.some((finding) => finding.fixes.some((fix) => fix.safe)) ?? false;
  const sorted = [...(findings ?? [])].sort((left, right) => SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) || left.start - right.start);
  fill(
    section,
    h(
      "div",
      { class: "section-head" },
      h("h2", {}, t("findings")),
      ...counts.map(([severity, count]) => h("span", { class: `badge ${severity}` }, counted(severity, count))),
      safe ? h("button", { class: "button small push", type: "button", onclick: actions.fixAll }, icon("wand"), t("fixAll")) : null,
    ),
    findings === null
      ? h("p", { class: "quiet" }, t("empty"), " ", actions.example ? h("button", { class: "link", type: "button", onclick: actions.example }, t("example")) : null)
      : findings.length
        ? h("ul", { class: "finding-list" }, ...sorted.map((finding) => one(finding, placeOf(finding), actions)))
        : h("p", { class: "clean" }, icon("check"), t("none")),
  );
}
