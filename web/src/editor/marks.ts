// Tags coloured by kind, and roles: by the linter's own reading, and until that is there by expressions made from its vocabulary.

import { RangeSetBuilder, StateEffect, StateField, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import expressions from "../../build/highlight.json";
import { KINDS, type Mark } from "../engine/protocol";

export const setMarks = StateEffect.define<Mark[]>();

interface Marks {
  decorations: DecorationSet;
  exact: boolean;
}

function decorated(marks: readonly Mark[], length: number): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let at = 0;
  for (const mark of marks) {
    if (mark.start < at || mark.end <= mark.start || mark.end > length) continue;
    const files = mark.files.map(([kind, index]) => `${kind}:${index}`).join(" ");
    const name = mark.mark === "role" ? "role" : `tag tag-${mark.mark}${mark.missing ? " tag-missing" : ""}`;
    builder.add(mark.start, mark.end, Decoration.mark({ class: name, attributes: files ? { "data-files": files } : {} }));
    at = mark.end;
  }
  return builder.finish();
}

/** Colour what looks like a tag; what it names is not known yet. */
function guessed(doc: Text): DecorationSet {
  const text = doc.toString();
  const marks: Mark[] = [];
  for (const name of [...KINDS, "broken"] as const) {
    for (const match of text.matchAll(new RegExp(expressions[name], "gi"))) {
      marks.push({ start: match.index, end: match.index + match[0].length, mark: name, files: [], missing: false });
    }
  }
  return decorated(marks.sort((left, right) => left.start - right.start), text.length);
}

const field = (guess: boolean): StateField<Marks> =>
  StateField.define<Marks>({
    create: (state) => ({ decorations: guess ? guessed(state.doc) : Decoration.none, exact: false }),
    update(marks, transaction) {
      for (const effect of transaction.effects) {
        if (effect.is(setMarks)) return { decorations: decorated(effect.value, transaction.newDoc.length), exact: true };
      }
      if (!transaction.docChanged) return marks;
      return marks.exact || !guess ? { ...marks, decorations: marks.decorations.map(transaction.changes) } : { decorations: guessed(transaction.newDoc), exact: false };
    },
    provide: (marks) => EditorView.decorations.from(marks, (value) => value.decorations),
  });

/** With `guess`, tags are coloured before the linter has spoken. */
export const marks = (guess: boolean): Extension => field(guess);
