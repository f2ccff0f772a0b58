// Puts the page together.

import { App, type Tab } from "./app";
import { CodeTab } from "./code-tab";
import { Engine } from "./engine/engine";
import { KINDS } from "./engine/protocol";
import { followPointer } from "./files/cards";
import { isEmpty, item, NONE, type Files } from "./files/files";
import { currentLanguage, knowRoles, t } from "./i18n";
import { PromptTab } from "./prompt-tab";
import { unpacked } from "./share";
import "./style.css";
import { fill, h } from "./ui/dom";
import { notice, notices } from "./ui/notice";
import { restoreSettings, setLanguage } from "./ui/settings";
import { Top } from "./ui/top";

const page = document.getElementById("page") as HTMLElement;
const app = new App(new Engine());
let top: Top;
let prompt: PromptTab;
let code: CodeTab | null = null;
const panels: Record<Tab, HTMLElement> = {
  prompt: h("div", { id: "panel-prompt", role: "tabpanel", "aria-labelledby": "tab-prompt" }),
  code: h("div", { id: "panel-code", role: "tabpanel", "aria-labelledby": "tab-code" }),
};

/** Show everything in the language that is chosen. */
function mount(): void {
  prompt?.destroy();
  code?.destroy();
  code = null;
  document.title = `seedance-lint: ${t("title")}`;
  top = new Top(app, { choose, convert, copy: () => void copy(), share: () => void share(), tab: show, language: switchLanguage });
  fill(page, top.element, h("main", {}, panels.prompt, panels.code), notices(), h("div", { class: "dropzone", "aria-hidden": "true" }, h("span", {}, t("drop"))));
  prompt = new PromptTab(app, (state) => top.say(state), openCode);
  fill(panels.prompt, prompt.element);
  show(app.tab);
}

function show(tab: Tab): void {
  app.tab = tab;
  panels.prompt.hidden = tab !== "prompt";
  panels.code.hidden = tab !== "code";
  if (tab === "code" && code === null) {
    code = new CodeTab(app, openPrompt);
    fill(panels.code, code.element);
  }
  top.update(prompt.state);
}

function openCode(text: string): void {
  prompt.setText("");
  show("code");
  code?.setText(text);
  code?.editor.focus();
}

/** Take a request that was found in code as the prompt and its files. */
function openPrompt(text: string, files: Record<string, string[]> | null, profile: string): void {
  const kinds = KINDS.map((kind) => [kind, (files?.[kind] ?? []).map((url) => item(kind, url))]);
  app.files = files === null ? NONE : (Object.fromEntries(kinds) as Files);
  app.profile = profile;
  show("prompt");
  prompt.setText(text);
  prompt.setFiles(app.files);
  prompt.editor.focus();
}

function switchLanguage(): void {
  setLanguage(currentLanguage() === "en" ? "zh" : "en");
  mount();
  document.getElementById("language")?.focus();
}

function choose(profile: string): void {
  app.profile = profile;
  app.remember();
  top.update(prompt.state);
  prompt.check();
  code?.check();
}

async function convert(to: string): Promise<void> {
  const made = await app.engine.ask("convert", { ...app.promptSubject(), to });
  app.profile = made.target;
  app.remember();
  prompt.setText(made.text);
  prompt.check();
  top.update(prompt.state);
  notice(t(made.losses.length ? "convertedWith" : "converted", { name: made.target }), made.losses);
}

async function clipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

async function copy(): Promise<void> {
  const made = await app.engine.ask("request", app.promptSubject());
  const done = await clipboard(JSON.stringify(made.body, null, 2));
  const local = KINDS.some((kind) => app.files[kind].some((file) => file.facts !== null));
  notice(done ? t("copiedWith", { name: made.profile }) : t("notCopied"), [...(local ? [t("local")] : []), ...made.losses]);
}

async function share(): Promise<void> {
  history.replaceState(null, "", await app.address());
  notice((await clipboard(location.href)) ? t("copiedLink") : t("notCopied"));
}

/** Files may be dropped anywhere; the editors must not take them for text. */
function takeDrops(): void {
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  const over = (on: boolean): void => void document.body.classList.toggle("dropping", on);
  window.addEventListener("dragover", (event) => carriesFiles(event) && (event.preventDefault(), over(true)), true);
  window.addEventListener("dragleave", (event) => event.relatedTarget === null && over(false));
  window.addEventListener(
    "drop",
    (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      over(false);
      show("prompt");
      void prompt.addFiles([...(event.dataTransfer?.files ?? [])]);
    },
    true,
  );
}

async function start(): Promise<void> {
  restoreSettings();
  const shared = await unpacked(location.hash);
  if (shared) app.take(shared);
  mount();
  followPointer(page);
  takeDrops();
  window.addEventListener("hashchange", () => void unpacked(location.hash).then((found) => found && (app.take(found), mount())));
  try {
    const { providers, roles } = await app.engine.ask("providers", {});
    app.providers = providers;
    knowRoles(roles);
    if (app.profile !== "auto" && !app.providerOf(app.profile)) app.profile = "auto"; // the address is of another version
    app.status = { kind: "ready", text: "" };
    if (app.text || !isEmpty(app.files)) prompt.check();
  } catch (error) {
    app.status = { kind: "failed", text: String(error) };
  }
  top.update(prompt.state);
  document.documentElement.dataset.ready = app.status.kind;
  if (import.meta.env.PROD && "serviceWorker" in navigator) void navigator.serviceWorker.register("./sw.js").catch(() => undefined);
}

void start();
