// The bar on top: which tab, whose contract, and what to do with the prompt.

import type { App, Tab } from "../app";
import type { PromptState } from "../engine/protocol";
import { currentLanguage, t } from "../i18n";
import { fill, h, icon } from "./dom";
import { setTheme, theme, type Theme } from "./settings";

export interface TopActions {
  choose(profile: string): void;
  convert(to: string): void;
  copy(): void;
  share(): void;
  tab(tab: Tab): void;
  language(): void;
}

const THEMES: readonly Theme[] = ["auto", "light", "dark"];

export class Top {
  readonly element = h("header", { class: "top" });
  private readonly providers = h("select", { id: "provider", onchange: () => this.chooseProvider() });
  private readonly editions = h("select", { id: "edition", onchange: () => this.actions.choose(this.editions.value) });
  private readonly targets = h("select", { id: "target", "aria-label": t("convertTo") });
  private readonly contract = h("p", { class: "contract", role: "status" });
  private said = "";
  private readonly tabs: Record<Tab, HTMLButtonElement>;

  constructor(
    private readonly app: App,
    private readonly actions: TopActions,
  ) {
    const tab = (name: Tab): HTMLButtonElement =>
      h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, onclick: () => actions.tab(name), onkeydown: (event: KeyboardEvent) => this.arrows(event) }, t(name));
    this.tabs = { prompt: tab("prompt"), code: tab("code") };
    const themeButton = h("button", { class: "tool", type: "button", onclick: () => (setTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length] ?? "auto"), paint()) });
    const paint = (): void => {
      const name = { auto: t("themeAuto"), light: t("themeLight"), dark: t("themeDark") }[theme()];
      themeButton.title = `${t("theme")}: ${name}`;
      themeButton.setAttribute("aria-label", themeButton.title);
      fill(themeButton, icon(theme() === "dark" ? "moon" : "sun"), theme() === "auto" ? h("span", { class: "auto" }, "A") : null);
    };
    paint();
    this.element.append(
      h("div", { class: "brand" }, h("span", { class: "logo", "aria-hidden": "true" }, "@"), h("h1", {}, "seedance-lint"), h("span", { class: "private wide-only" }, t("private"))),
      h(
        "div",
        { class: "top-tools" },
        h("button", { class: "button ghost", type: "button", id: "language", lang: currentLanguage() === "en" ? "zh-CN" : "en", title: t("languageName"), onclick: actions.language }, t("language")),
        themeButton,
      ),
      h(
        "div",
        { class: "bar" },
        h("div", { role: "tablist", class: "tabs", "aria-label": t("tabs") }, this.tabs.prompt, this.tabs.code),
        h("label", { class: "field", for: "provider" }, h("span", {}, t("provider")), this.providers),
        h("label", { class: "field", for: "edition" }, h("span", {}, t("edition")), this.editions),
        h(
          "div",
          { class: "actions" },
          h("div", { class: "joined" }, this.targets, h("button", { class: "button", type: "button", id: "convert", onclick: () => this.convert() }, t("convert"))),
          h("button", { class: "button", type: "button", id: "copy", onclick: actions.copy }, icon("copy"), t("copy")),
          h("button", { class: "button", type: "button", id: "share", onclick: actions.share }, icon("share"), t("share")),
        ),
      ),
      this.contract,
    );
    this.update(null);
  }

  update(state: PromptState | null): void {
    const { app } = this;
    for (const [name, button] of Object.entries(this.tabs)) {
      button.setAttribute("aria-selected", String(name === app.tab));
      button.tabIndex = name === app.tab ? 0 : -1;
    }
    for (const element of this.element.querySelectorAll<HTMLElement>(".actions > :not(#share)")) element.hidden = app.tab === "code";
    const family = app.providerOf(app.profile);
    if (this.providers.options.length !== app.providers.length + 1) {
      const sorted = [...app.providers].sort((left, right) => left.provider.localeCompare(right.provider));
      const options = (): HTMLElement[] => sorted.map((each) => h("option", { value: each.family }, each.provider));
      fill(this.providers, h("option", { value: "auto" }, t("auto")), ...options());
      fill(this.targets, h("option", { value: "" }, t("convertTo")), ...options());
    }
    this.providers.value = family?.family ?? "auto";
    fill(this.editions, ...(family ? family.profiles.map((each) => h("option", { value: each.name }, each.edition || each.name)) : [h("option", { value: "auto" }, t("automatic"))]));
    this.editions.value = family ? app.profile : "auto";
    this.editions.disabled = !family || family.profiles.length < 2;
    this.say(state);
  }

  /** Say what the prompt is checked against. */
  say(state: PromptState | null): void {
    const { app } = this;
    const shown = JSON.stringify([app.status, app.tab, state?.contract]);
    if (shown === this.said) return;
    this.said = shown;
    this.contract.className = `contract ${app.status.kind}`;
    if (app.status.kind === "failed") return fill(this.contract, t("failed", { error: app.status.text }));
    if (app.status.kind === "starting") return fill(this.contract, h("span", { class: "spinner", "aria-hidden": "true" }), t("starting"));
    if (app.tab === "code" || state === null) return fill(this.contract);
    const { contract } = state;
    const why = contract.standing === "set" ? "" : contract.evidence.length ? `${t("because")} ${contract.evidence.join(", ")}` : contract.standing === "assumed" ? t("nothing") : "";
    fill(
      this.contract,
      `${t("judged")} `,
      contract.source.startsWith("http") ? h("a", { href: contract.source, target: "_blank", rel: "noreferrer noopener", title: t("source") }, contract.title) : contract.title,
      " ",
      h("span", { class: `badge ${contract.standing}` }, t(contract.standing)),
      why ? h("span", { class: "why" }, ` ${why}`) : "",
    );
  }

  private chooseProvider(): void {
    const family = this.app.providers.find((each) => each.family === this.providers.value);
    this.actions.choose(family?.profiles[0]?.name ?? "auto");
  }

  private convert(): void {
    const to = this.targets.value;
    this.targets.value = "";
    if (to) this.actions.convert(to);
  }

  private arrows(event: KeyboardEvent): void {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const other = this.app.tab === "prompt" ? "code" : "prompt";
    this.actions.tab(other);
    this.tabs[other].focus();
  }
}
