// The second tab: any code, and the requests that are found in it.

import type { EditorView } from "@codemirror/view";
import { lineNumbers } from "@codemirror/view";
import type { App } from "./app";
import { CODE_KINDS, detect, labelOf } from "./editor/detect";
import { createEditor, language, replace } from "./editor/editor";
import { apply, underline } from "./editor/lint";
import { setMarks } from "./editor/marks";
import { Latest } from "./engine/engine";
import type { CodeState, Subject } from "./engine/protocol";
import { t } from "./i18n";
import { h } from "./ui/dom";
import { showFindings } from "./ui/findings";
import { notice } from "./ui/notice";
import { showRequests } from "./ui/requests";

export class CodeTab {
  readonly element: HTMLElement;
  readonly editor: EditorView;
  state: CodeState | null = null;
  private readonly findings = h("section", { class: "panel findings", "aria-label": t("findings") });
  private readonly requests = h("section", { class: "column panel requests", "aria-label": t("requests") });
  private readonly kinds = h("select", { "aria-label": t("kind"), onchange: () => this.chooseKind() });
  private readonly latest: Latest<Subject, CodeState | null>;
  private coloured = "";

  constructor(
    private readonly app: App,
    private readonly openPrompt: (text: string, files: Record<string, string[]> | null, profile: string) => void,
  ) {
    const box = h("div", { class: "editor code" });
    const bar = h("div", { class: "section-head code-head" }, this.kinds);
    this.element = h("div", { class: "columns" }, h("div", { class: "column" }, h("div", { class: "code-box" }, bar, box), this.findings), this.requests);
    this.editor = createEditor({
      parent: box, text: app.code, label: t("codeLabel"), hint: t("codePlaceholder"), engine: app.engine, guess: false, extra: lineNumbers(),
      subject: (text) => this.subject(text),
      changed: (text) => this.textChanged(text),
    });
    this.latest = new Latest(
      async (asked) => (asked.text.trim() ? ((await app.engine.ask("check", asked)) as CodeState) : null),
      (asked, state) => this.show(asked, state),
      (error) => notice(t("stopped", { error: String(error) })),
    );
    this.update();
    this.check();
  }

  private get name(): string {
    return this.app.codeName ?? detect(this.app.code);
  }

  private subject(text: string): Subject {
    return { text, profile: this.app.profile, name: this.name };
  }

  setText(text: string): void {
    replace(this.editor, text);
  }

  check(): void {
    void this.colour();
    void this.latest.want(this.subject(this.app.code));
  }

  private textChanged(text: string): void {
    this.app.code = text;
    this.app.remember();
    this.check();
  }

  private chooseKind(): void {
    this.app.codeName = this.kinds.value || null;
    this.app.remember();
    this.check();
  }

  private show(asked: Subject, state: CodeState | null): void {
    if (asked.text !== this.app.code || asked.profile !== this.app.profile || asked.name !== this.name) return;
    this.state = state;
    this.editor.dispatch({ effects: setMarks.of(state?.marks ?? []) });
    underline(this.editor, state?.findings ?? []);
    this.update();
    window.dispatchEvent(new CustomEvent("checked"));
  }

  update(): void {
    const automatic = h("option", { value: "" }, this.app.code.trim() ? t("detect", { name: labelOf(detect(this.app.code)) }) : t("auto"));
    this.kinds.replaceChildren(automatic, ...CODE_KINDS.map((kind) => h("option", { value: kind.name }, kind.label)));
    this.kinds.value = this.app.codeName ?? "";
    const app = this.app;
    showFindings(this.findings, this.state?.findings ?? null, {
      go: ({ start, end }) => this.select(start, end),
      fix: (fix) => (apply(this.editor, fix.edits), this.editor.focus()),
      fixAll: () => void app.engine.ask("fix-all", this.subject(app.code)).then((edits) => (apply(this.editor, edits), this.editor.focus())),
    }, ({ start }) => t("line", { line: this.editor.state.doc.lineAt(Math.min(start, this.editor.state.doc.length)).number }));
    showRequests(this.requests, this.state?.requests ?? null, {
      go: ({ start, end }) => this.select(start, end),
      open: (number) => void app.engine.ask("take", { ...this.subject(app.code), number }).then(({ text, files, profile }) => this.openPrompt(text, files, profile)),
    });
  }

  private select(start: number, end: number): void {
    this.editor.dispatch({ selection: { anchor: start, head: end }, scrollIntoView: true });
    this.editor.focus();
  }

  /** Colour the code; the languages are fetched when they are needed first. */
  private async colour(): Promise<void> {
    const name = this.name;
    if (name === this.coloured) return;
    this.coloured = name;
    const { languageOf } = await import("./editor/languages");
    this.editor.dispatch({ effects: language.reconfigure(languageOf(name)) });
  }

  destroy(): void {
    this.editor.destroy();
  }
}
