// The colours of code.

import { json, jsonLanguage } from "@codemirror/lang-json";
import { markdown } from "@codemirror/lang-markdown";
import { python, pythonLanguage } from "@codemirror/lang-python";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";

const style = HighlightStyle.define([
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.keyword, tags.bool, tags.null, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.propertyName, tags.definition(tags.variableName), tags.heading], color: "var(--code-name)" },
  { tag: [tags.number], color: "var(--code-number)" },
  { tag: [tags.comment, tags.meta], color: "var(--quiet)" },
]);

const FENCES = { json: jsonLanguage, jsonl: jsonLanguage, py: pythonLanguage, python: pythonLanguage };

export function languageOf(name: string): Extension {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  const found = { json, jsonl: json, ipynb: json, py: python, md: () => markdown({ codeLanguages: (info) => FENCES[info as keyof typeof FENCES] ?? null }) }[ending];
  return [found?.() ?? [], syntaxHighlighting(style)];
}
