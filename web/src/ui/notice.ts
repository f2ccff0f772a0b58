// Short messages at the foot of the page, read aloud by screen readers too.

import { t } from "../i18n";
import { fill, h, icon } from "./dom";

const region = h("div", { class: "notices", role: "status", "aria-live": "polite" });
let timer = 0;

export const notices = (): HTMLElement => region;

/** Say something; with details or an action it stays until it is closed. */
export function notice(message: string, details: readonly string[] = [], action?: { label: string; run(): void }): void {
  clearTimeout(timer);
  const close = (): void => fill(region);
  const box = h(
    "div",
    { class: "notice" },
    h("div", { class: "notice-text" }, h("p", {}, message), details.length ? h("ul", {}, ...details.map((each) => h("li", {}, each))) : null),
    action ? h("button", { class: "button", type: "button", onclick: () => (close(), action.run()) }, action.label) : null,
    h("button", { class: "tool", type: "button", "aria-label": t("close"), onclick: close }, icon("close")),
  );
  fill(region, box);
  if (!details.length && !action) timer = window.setTimeout(close, 5000);
}
