// The first tab: a prompt on the left, its files on the right.

import type { EditorView } from "@codemirror/view";
import type { App } from "./app";
import { createEditor, replace } from "./editor/editor";
import { looksLikeCode } from "./editor/detect";
import { apply, underline } from "./editor/lint";
import { setMarks } from "./editor/marks";
import { Latest } from "./engine/engine";
import type { Finding, Kind, PromptState, Subject } from "./engine/protocol";
import { added, changed, item, kindOf, orderAfterMove, reordered, urlsIn } from "./files/files";
import { showFiles, type CardActions } from "./files/cards";
import { readFile } from "./files/read";
import { t } from "./i18n";
import { fill, h, icon } from "./ui/dom";
import { showFindings } from "./ui/findings";
import { notice } from "./ui/notice";

const ACCEPT: Record<Kind, string> = { image: "image/*", video: "video/*", audio: "audio/*" };

export class PromptTab implements CardActions {
  readonly element: HTMLElement;
  readonly editor: EditorView;
  state: PromptState | null = null;
  private readonly findings = h("section", { class: "panel findings", "aria-label": t("findings") });
  private readonly rows = h("div", { class: "rows" });
  private shownCards = "";
  private shownFiles: App["files"] | null = null;
  private shownFindings: string | undefined = "";
  private readonly latest: Latest<Subject, PromptState | null>;

  constructor(
    private readonly app: App,
    private readonly said: (state: PromptState | null) => void,
    private readonly openCode: (text: string) => void,
  ) {
    const box = h("div", { class: "editor" });
    this.element = h("div", { class: "columns" }, h("div", { class: "column" }, box, this.findings), this.filesPanel());
    this.editor = createEditor({
      parent: box, text: app.text, label: t("promptLabel"), hint: t("placeholder"), engine: app.engine, guess: true,
      subject: (text) => app.promptSubject(text),
      changed: (text) => this.textChanged(text),
    });
    box.addEventListener("paste", (event) => this.pasted(event), true);
    this.latest = new Latest(
      // That of nothing there is nothing to say is an answer too: it waits for its turn, so that no older one comes behind it.
      async (asked) => (asked.text.trim() || asked.files ? ((await app.engine.ask("check", asked)) as PromptState) : null),
      (asked, state) => this.show(asked, state),
      (error) => notice(t("stopped", { error: String(error) })),
    );
    this.update();
    this.check();
  }

  check(): void {
    void this.latest.want(this.app.promptSubject());
  }

  setText(text: string): void {
    replace(this.editor, text);
  }

  /** Show what has changed since it was shown last: most keys change neither cards nor findings. */
  update(): void {
    const { state, app } = this;
    const cards = JSON.stringify([state?.files, state?.missing, state?.limits, state?.findings.filter((finding) => finding.pointer !== "/prompt")]);
    if (cards !== this.shownCards || app.files !== this.shownFiles) showFiles(this.rows, app.files, state, this);
    const findings = JSON.stringify(state?.findings);
    if (findings !== this.shownFindings) this.showFindings();
    [this.shownCards, this.shownFiles, this.shownFindings] = [cards, app.files, findings];
  }

  private textChanged(text: string): void {
    this.app.text = text;
    this.app.remember();
    this.check();
  }

  private show(asked: Subject, state: PromptState | null): void {
    if (asked.text !== this.app.text || asked.profile !== this.app.profile) return; // a newer question is on its way
    this.state = state;
    if (state !== null) this.editor.dispatch({ effects: setMarks.of(state.marks) });
    underline(this.editor, state?.findings ?? []);
    this.update();
    this.said(state);
    window.dispatchEvent(new CustomEvent("checked"));
  }

  private showFindings(): void {
    const app = this.app;
    showFindings(this.findings, this.state?.findings ?? null, {
      go: (finding) => this.go(finding),
      fix: (fix) => (apply(this.editor, fix.edits), this.editor.focus()),
      example: () => (this.setText(t("sample")), this.editor.focus()),
      fixAll: () => void app.engine.ask("fix-all", app.promptSubject()).then((edits) => (apply(this.editor, edits), this.editor.focus())),
    }, (finding) => this.placeOf(finding));
  }

  private placeOf(finding: Finding): string {
    const [, kind, index] = /^\/(image|video|audio)\/(\d+)$/.exec(finding.pointer) ?? [];
    const file = kind === undefined ? undefined : this.state?.files.find((each) => each.kind === kind && each.index === Number(index) + 1);
    return file?.tag ?? "";
  }

  private go(finding: Finding): void {
    const [, kind, index] = /^\/(image|video|audio)\/(\d+)$/.exec(finding.pointer) ?? [];
    if (kind !== undefined) {
      this.rows.querySelector<HTMLElement>(`[data-files="${kind}:${Number(index) + 1}"]`)?.focus();
    } else {
      this.editor.dispatch({ selection: { anchor: finding.start, head: finding.end }, scrollIntoView: true });
      this.editor.focus();
    }
  }

  // ------------------------------------------------------------------------------------------------------- the files

  private filesPanel(): HTMLElement {
    const area = h("textarea", { rows: 3, "aria-label": t("urlLabel"), placeholder: "https://…" });
    const take = (): void => {
      const urls = area.value.split(/\s+/).filter(Boolean);
      this.addUrls(urls);
      area.value = "";
      form.hidden = true;
    };
    const form = h("div", { class: "url-form", hidden: true }, area, h("button", { class: "button", type: "button", onclick: take }, t("urlAdd")));
    const follow = h("input", { type: "checkbox", checked: this.app.follow, onchange: () => void (this.app.follow = follow.checked) });
    return h(
      "section",
      { class: "column panel files", "aria-label": t("files") },
      h(
        "div",
        { class: "section-head" },
        h("h2", {}, t("files")),
        h("span", { class: "quiet wide-only" }, t("dropHint")),
        h("button", { class: "button small push", type: "button", onclick: () => { form.hidden = !form.hidden; if (!form.hidden) area.focus(); } }, icon("link"), t("url")),
      ),
      form,
      this.rows,
      h("label", { class: "follow" }, follow, t("follow")),
    );
  }

  add(kind: Kind): void {
    const input = h("input", { type: "file", multiple: true, accept: ACCEPT[kind] });
    input.addEventListener("change", () => void this.addFiles([...(input.files ?? [])]));
    input.click();
  }

  async addFiles(files: readonly File[]): Promise<void> {
    await Promise.all(files.map((file) => this.addFile(file)));
  }

  private async addFile(file: File): Promise<void> {
    // A place is kept at once, so that files stand in the order in which they were dropped.
    const guess = (/^(image|video|audio)\//.exec(file.type)?.[1] as Kind | undefined) ?? kindOf(file.name);
    const place = item(guess, file.name, { reading: true });
    this.setFiles(added(this.app.files, place), false);
    const read = await readFile(file).catch(() => null);
    const without = reordered(this.app.files, guess, this.app.files[guess].flatMap((each, index) => (each.id === place.id ? [] : [index + 1])));
    if (read === null) {
      this.setFiles(without);
      notice(t("notMedia", { name: file.name }));
    } else {
      const { kind, facts, picture } = read;
      const known = { facts, picture, reading: false };
      this.setFiles(kind === guess ? changed(this.app.files, place.id, known) : added(without, { ...place, ...known, kind }));
    }
  }

  addUrls(urls: readonly string[]): void {
    this.setFiles(urls.reduce((files, url) => added(files, item(kindOf(url), url)), this.app.files));
  }

  setFiles(files: App["files"], check = true): void {
    this.app.files = files;
    this.update();
    if (check) this.check();
  }

  move(kind: Kind, from: number, to: number): void {
    const length = this.app.files[kind].length;
    const moved = this.app.files[kind][from];
    void this.reorder(kind, orderAfterMove(length, from, to)).then(() => {
      const tag = this.state?.limits[kind].tag.replace("1", String(to + 1)) ?? "";
      if (moved) notice(t("moved", { name: moved.url, tag }));
    });
  }

  remove(kind: Kind, index: number): void {
    const length = this.app.files[kind].length;
    const gone = this.app.files[kind][index];
    const order = orderAfterMove(length, index, length - 1); // its tags are those of the last file then, which is no more
    void this.reorder(kind, order, length - 1).then(() => gone && notice(t("removed", { name: gone.url })));
  }

  /** Put files in another order; the tags follow if asked. */
  private async reorder(kind: Kind, order: readonly number[], keep = order.length): Promise<void> {
    const app = this.app;
    const text = app.text;
    const made = app.follow && text ? await app.engine.ask("move", { ...app.promptSubject(), kind, order: [...order] }) : { edits: [], doubts: [] };
    if (app.text !== text) return; // somebody types on: nothing is moved then
    app.files = reordered(app.files, kind, order.slice(0, keep));
    if (made.edits.length) apply(this.editor, made.edits);
    else this.check();
    this.update();
    if (made.doubts.length) notice(t("byHand", { doubt: made.doubts[0] ?? "" }));
  }

  /** Files and lists of URLs are files of the request; code belongs in the other tab. */
  private pasted(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const urls = urlsIn(text);
    if (files.length || urls.length) {
      event.preventDefault();
      event.stopPropagation();
      if (files.length) void this.addFiles(files);
      else this.addUrls(urls);
    } else if (looksLikeCode(text)) {
      notice(t("looksLikeCode"), [], { label: t("openInCode"), run: () => this.openCode(text) });
    }
  }

  destroy(): void {
    this.editor.destroy();
    fill(this.element);
  }
}
