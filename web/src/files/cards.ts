// Three rows of cards: what the request gives, what the prompt says of it, and what it names without giving it.

import { KINDS, type FileShown, type Finding, type Kind, type PromptState } from "../engine/protocol";
import { addKind, roleName, t } from "../i18n";
import { ticked } from "../editor/lint";
import { fill, h, icon } from "../ui/dom";
import { isEmpty, shortName, type Files, type Item } from "./files";

export interface CardActions {
  add(kind: Kind): void;
  move(kind: Kind, from: number, to: number): void;
  remove(kind: Kind, index: number): void;
}

const pictures = new Map<number, HTMLImageElement>();
let dragged: { kind: Kind; from: number } | null = null;

const mebibytes = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

function factsOf(item: Item): string {
  if (item.reading) return t("reading");
  const { facts } = item;
  if (facts === null) return "";
  const sides = facts.width && facts.height ? `${facts.width}×${facts.height}` : "";
  const seconds = facts.duration !== null ? `${Math.round(facts.duration * 10) / 10} s` : "";
  const unread = !sides && !seconds && facts.size ? t("unread") : "";
  return [sides, seconds, mebibytes(facts.size), unread].filter(Boolean).join(" · ");
}

const mentions = (count: number): string => (count === 0 ? t("unmentioned") : count === 1 ? t("once") : t("times", { count }));

function picture(item: Item): HTMLElement | SVGSVGElement {
  if (item.picture === null) return icon(item.kind);
  let image = pictures.get(item.id);
  if (image === undefined) pictures.set(item.id, (image = h("img", { src: item.picture, alt: "", draggable: "false" })));
  return image;
}

function roles(shown: FileShown | undefined): HTMLElement | null {
  return shown?.roles.length ? h("div", { class: "roles" }, ...shown.roles.map((role) => h("span", { class: "role-name" }, roleName(role)))) : null;
}

function tool(name: "left" | "right" | "close", label: string, focus: string, run: () => void, disabled = false): HTMLElement {
  return h("button", { class: "tool", type: "button", title: label, "aria-label": label, "data-focus": focus, disabled, onclick: run }, icon(name));
}

function card(item: Item, index: number, length: number, shown: FileShown | undefined, findings: readonly Finding[], actions: CardActions): HTMLElement {
  const { kind } = item;
  const tag = shown?.tag || `${kind} ${index + 1}`;
  const name = shortName(item.url);
  const worst = findings[0]?.severity;
  const focus = `card-${item.id}`;
  const step = (to: number): void => void (to >= 0 && to < length && actions.move(kind, index, to));
  const keys = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowUp") step(index - 1);
    else if (event.key === "ArrowRight" || event.key === "ArrowDown") step(index + 1);
    else if (event.key === "Delete" || event.key === "Backspace") actions.remove(kind, index);
    else return;
    event.preventDefault();
  };
  const element = h(
    "li",
    {
      class: `card ${shown?.mentions ? "" : "unmentioned"} ${worst ?? ""}`,
      tabindex: 0, draggable: "true", "data-files": `${kind}:${index + 1}`, "data-focus": focus,
      "aria-label": [t("card", { tag, name }), factsOf(item), shown ? mentions(shown.mentions) : "", ...(shown?.roles.map(roleName) ?? [])].filter(Boolean).join(", "),
      title: item.url,
      onkeydown: keys,
    },
    h("div", { class: "thumb" }, picture(item)),
    h(
      "div",
      { class: "card-text" },
      h("div", { class: "card-head" }, h("span", { class: `tag tag-${kind}` }, tag), shown ? h("span", { class: "quiet" }, mentions(shown.mentions)) : null),
      h("div", { class: "card-name" }, name),
      h("div", { class: "card-facts quiet" }, factsOf(item)),
      roles(shown),
      ...findings.map((finding) => h("p", { class: `card-finding ${finding.severity}` }, ...ticked(finding.message))),
    ),
    h(
      "div",
      { class: "tools" },
      tool("left", t("earlier", { name }), `${focus}-left`, () => step(index - 1), index === 0),
      tool("right", t("later", { name }), `${focus}-right`, () => step(index + 1), index === length - 1),
      tool("close", t("remove", { name }), `${focus}-close`, () => actions.remove(kind, index)),
    ),
  );
  draggable(element, kind, index, actions);
  return element;
}

function draggable(element: HTMLElement, kind: Kind, index: number, actions: CardActions): void {
  element.addEventListener("dragstart", (event) => {
    dragged = { kind, from: index };
    event.dataTransfer?.setData("text/plain", element.title);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
    element.classList.add("dragged");
  });
  element.addEventListener("dragend", () => ((dragged = null), element.classList.remove("dragged")));
  element.addEventListener("dragover", (event) => {
    if (dragged?.kind !== kind) return;
    event.preventDefault();
    element.classList.toggle("drop-before", dragged.from > index);
    element.classList.toggle("drop-behind", dragged.from < index);
  });
  element.addEventListener("dragleave", () => element.classList.remove("drop-before", "drop-behind"));
  element.addEventListener("drop", (event) => {
    if (dragged?.kind !== kind) return;
    event.preventDefault();
    element.classList.remove("drop-before", "drop-behind");
    if (dragged.from !== index) actions.move(kind, dragged.from, index);
  });
}

/** A tag without a file: an error where files are known, only a place to fill where none is. */
function empty(shown: FileShown, known: boolean, actions: CardActions): HTMLElement {
  const label = known ? t("missing") : t("expected");
  return h(
    "li",
    { class: `card empty ${known ? "error" : ""}`, "data-files": `${shown.kind}:${shown.index}` },
    h(
      "button",
      { class: "empty-button", type: "button", "data-focus": `empty-${shown.kind}-${shown.index}`, onclick: () => actions.add(shown.kind) },
      h("span", { class: "thumb" }, icon("plus")),
      h(
        "span",
        { class: "card-text" },
        h("span", { class: "card-head" }, h("span", { class: `tag tag-${shown.kind}` }, shown.tag), h("span", { class: "quiet" }, mentions(shown.mentions))),
        h("span", { class: "card-name" }, label),
        roles(shown),
        h("span", { class: "sr" }, addKind(shown.kind)),
      ),
    ),
  );
}

const MOST_EMPTY = 12;

export function showFiles(section: HTMLElement, files: Files, state: PromptState | null, actions: CardActions): void {
  const known = !isEmpty(files);
  const focused = (document.activeElement as HTMLElement | null)?.dataset.focus;
  const rows = KINDS.map((kind) => {
    const items = files[kind];
    const shown = state?.files.filter((file) => file.kind === kind) ?? [];
    const missing = (state?.missing.filter((file) => file.kind === kind) ?? []).slice(0, MOST_EMPTY);
    const findingsOf = (index: number): Finding[] => state?.findings.filter((finding) => finding.pointer === `/${kind}/${index}`) ?? [];
    const most = state?.limits[kind].most;
    const heading = h(
      "div",
      { class: "row-head" },
      icon(kind),
      h("h3", {}, t(kind)),
      h("span", { class: `quiet ${most !== null && most !== undefined && items.length > most ? "over" : ""}` }, most ? t("of", { count: items.length, most }) : String(items.length || "")),
      h("button", { class: "button small push", type: "button", "data-focus": `add-${kind}`, "aria-label": addKind(kind), onclick: () => actions.add(kind) }, icon("plus"), t("urlAdd")),
    );
    const cards = [
      ...items.map((item, index) => card(item, index, items.length, shown[index], findingsOf(index), actions)),
      ...missing.map((each) => empty(each, known, actions)),
    ];
    return h("section", { class: `row row-${kind}`, "aria-label": t(kind) }, heading, cards.length ? h("ul", { class: "cards" }, ...cards) : null);
  });
  fill(section, ...rows);
  if (focused) section.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  for (const id of pictures.keys()) if (!KINDS.some((kind) => files[kind].some((item) => item.id === id))) pictures.delete(id);
}

/** Light up a file on both sides: its card, and its tags in the text. */
const lit = new CSSStyleSheet();
document.adoptedStyleSheets.push(lit);

export function light(names: string | null): void {
  const selectors = (names ?? "").split(" ").filter(Boolean).map((name) => `[data-files~="${CSS.escape(name)}"]`);
  lit.replaceSync(selectors.length ? `${selectors.join(",")}{outline:2px solid var(--focus);outline-offset:1px}` : "");
}

/** Follow the pointer and the focus: whatever is about a file lights it up. */
export function followPointer(root: HTMLElement): void {
  const follow = (event: Event): void => light((event.target as Element).closest?.("[data-files]")?.getAttribute("data-files") ?? null);
  root.addEventListener("pointerover", follow);
  root.addEventListener("focusin", follow);
}
