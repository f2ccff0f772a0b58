// The little Markdown that hovers are written in: paragraphs, rules, bold, code, links. Nothing of it is taken for HTML.

import { h } from "./dom";

const INLINE = /\*\*`([^`]+)`\*\*|\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\((https?:[^)\s]+)\)/g;

function inline(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(text.slice(at, match.index));
    const [whole, boldCode, bold, code, label, link] = match;
    if (boldCode !== undefined) parts.push(h("strong", {}, h("code", {}, boldCode)));
    else if (bold !== undefined) parts.push(h("strong", {}, bold));
    else if (code !== undefined) parts.push(h("code", {}, code));
    else if (label !== undefined) parts.push(h("a", { href: link, target: "_blank", rel: "noreferrer noopener" }, label));
    at = match.index + whole.length;
  }
  parts.push(text.slice(at));
  return parts;
}

export function markdown(text: string): HTMLElement {
  const blocks = text.split(/\n{2,}/).map((block) => (block.trim() === "---" ? h("hr") : h("p", {}, ...inline(block.replace(/ {2}\n/g, "\n")))));
  return h("div", { class: "markdown" }, ...blocks);
}
