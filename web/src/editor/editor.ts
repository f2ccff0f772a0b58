// The editors of both tabs: CodeMirror, coloured and underlined by the linter, which also completes and explains.

import { autocompletion, closeCompletion, completionKeymap, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintKeymap } from "@codemirror/lint";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, drawSelection, hoverTooltip, keymap, placeholder } from "@codemirror/view";
import type { Engine } from "../engine/engine";
import type { Subject } from "../engine/protocol";
import { h } from "../ui/dom";
import { markdown } from "../ui/markdown";
import { marks } from "./marks";

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  hint: string;
  engine: Engine;
  /** What to ask the linter about a text. */
  subject(text: string): Subject;
  changed(text: string): void;
  guess: boolean;
  extra?: Extension;
}

export const language = new Compartment();

/** Behind what something may be completed at all: a tag that is begun, or words that lead to a role. The linter knows better. */
const BEGUN = /[@＠] ?[^\s@＠]{0,15}$|[ ](as|for)[ ]((the|a|an)[ ])?[a-z ]{0,24}$|作为\S{0,6}$/i;

async function complete(options: EditorOptions, context: CompletionContext): Promise<CompletionResult | null> {
  if (!context.explicit && !BEGUN.test(context.state.sliceDoc(Math.max(0, context.pos - 48), context.pos))) return null;
  const found = await options.engine.ask("complete", { ...options.subject(context.state.doc.toString()), offset: context.pos }).catch(() => null);
  if (!found?.offers.length || context.aborted) return null;
  const typed = context.state.sliceDoc(found.start, found.end);
  if (found.offers.some((offer) => offer.text === typed) && !context.explicit) return null;
  return {
    from: found.start,
    to: found.end,
    filter: !found.chosen,
    options: found.offers.map(({ text, detail, info, tag }, number) => ({
      label: text,
      detail: detail === text ? undefined : detail,
      info: info ?? undefined,
      type: tag ? "variable" : "keyword",
      boost: -number,
    })),
  };
}

const hover = (options: EditorOptions): Extension =>
  hoverTooltip(async (view, pos) => {
    const found = await options.engine.ask("hover", { ...options.subject(view.state.doc.toString()), offset: pos }).catch(() => null);
    if (found === null) return null;
    return { pos: found.start, end: found.end, above: true, create: () => ({ dom: h("div", { class: "hover-tip" }, markdown(found.text)) }) };
  });

export function createEditor(options: EditorOptions): EditorView {
  return new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        history(),
        drawSelection(),
        keymap.of([...completionKeymap, ...lintKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": options.label, spellcheck: "false", autocapitalize: "off", "data-gramm": "false" }),
        placeholder(h("span", { class: "hint" }, options.hint)),
        marks(options.guess),
        autocompletion({ override: [(context) => complete(options, context)], icons: false, activateOnTypingDelay: 20 }),
        hover(options),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.changed(update.state.doc.toString());
          if (update.focusChanged && !update.view.hasFocus) closeCompletion(update.view);
        }),
        language.of([]),
        options.extra ?? [],
      ],
    }),
  });
}

/** Put another text in place of all. */
export function replace(view: EditorView, text: string): void {
  if (text !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
