// Expressions for tags and roles, made from the words of the linter's own grammar, so that what is highlighted is what is understood.

import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../../grammar/", import.meta.url);
const nouns = readFileSync(new URL("nouns.lark", folder), "utf8");
const vocabulary = readdirSync(new URL("vocabulary/", folder)).sort().map((name) => readFileSync(new URL(`vocabulary/${name}`, folder), "utf8")).join("\n");

/** The words of a terminal in all languages, as written in the vocabulary: NAME: "a" and further words a line each. */
function words(...names) {
  const found = names.flatMap((name) => {
    const definitions = [...vocabulary.matchAll(new RegExp(`^${name}:((?:.*\\n)(?:[ \\t]+\\|.*\\n)*)`, "gm"))];
    if (!definitions.length) throw new Error(`the vocabulary has no terminal ${name}`);
    return definitions.flatMap((definition) => [...definition[1].matchAll(/"([^"]+)"/g)].map((match) => match[1]));
  });
  return [...new Set(found)];
}

const LETTER = "A-Za-zÀ-ÿ";
const ascii = (word) => /^[\x00-\u024f]+$/.test(word);
/** A word of the vocabulary as an expression; a hyphen at its end stands for any inflection, one before it for the front of a compound. */
const literal = (word) => word.length > 1 && word.endsWith("-") ? `${plain(word.slice(0, -1))}[${LETTER}\\u0400-\\u04ff]*`
  : word.length > 1 && /^-[a-z]/.test(word) ? `[${LETTER}]*${plain(word.slice(1))}` : plain(word);
const plain = (word) => word.replace(/[.*+?^${}()|[\]\\\/]/g, "\\$&").replace(/[ -]/g, "[ -]");

/** An alternation of words, longest first; those in Latin letters stand alone, the others may touch their neighbours. */
function oneOf(list, { plural = "", alone = true } = {}) {
  const longest = [...list].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const latin = longest.filter(ascii).map(literal).join("|");
  const other = longest.filter((word) => !ascii(word)).map(literal).join("|");
  const parts = [];
  if (latin) parts.push(alone ? `(?<![${LETTER}])(?:${latin})${plural}(?![${LETTER}])` : `(?:${latin})`);
  if (other) parts.push(`(?:${other})`);
  return `(?:${parts.join("|")})`;
}

// ------------------------------------------------------------------------------------------------------------ the tags

const KINDS = { image: words("IMAGE_WORD"), video: words("VIDEO_WORD"), audio: words("AUDIO_WORD") };
const kind = oneOf(Object.values(KINDS).flat(), { alone: false });
const number = "[0-9０-９]";
const gap = "[ _-]?";
const close = "(?:[ ]?[\\])】」])?";
// A tag ends where its number ends; `@image1.png` is a file and `me@image1.com` an address.
const behind = "(?![A-Za-z0-9_]|\\.(?:jpe?g|png|webp|gif|bmp|tiff?|mp4|mov|webm|mp3|wav|com|net|org|io|ai|cn|co|me|so|app|dev)(?![A-Za-z0-9]))";
const index = `0*[1-9１-９]${number}*`;
const range = `(?:[ ]?(?:-|–|—|~|～|\\.\\.|至|到)[ ]?${number}+${behind})?`;
const tagOf = (kind) => `(?:[\\[【][ ]?)?[@＠][ ]{0,2}[\\[(【「]?[ ]?${kind}${gap}${index}${behind}${range}${close}`
  + `|<<<${kind}_${number}+(?:_${number})?>>>|[\\[【]${kind}${gap}${index}[\\]】]`;
const tag = tagOf(kind);
/** The tags of one kind of file each. */
const tags = Object.fromEntries(Object.entries(KINDS).map(([name, list]) => [name, tagOf(oneOf(list, { alone: false }))]));
const broken = `[@＠][ ]?${kind}(?:${gap}[0０]+${behind}|${gap}${number}+[A-Za-z_][A-Za-z0-9_]*|(?![A-Za-z0-9_０-９]|[ _-]?${number}))`;

// ----------------------------------------------------------------------------------------------------------- the roles

const roleTerminals = nouns.match(/^_any:([^\n]*\n(?:[ \t]+\|.*\n)*)/m)[1].match(/[A-Z_]+/g);
const suffix = oneOf(words("SUFFIX", "REFERENCE"));
const role = `${oneOf(words(...roleTerminals), { plural: "s?" })}(?:[ ]?${suffix})?`;
const joint = "(?:[ ]?(?:,|，|、|/|&|\\+|和|与|及|以及)[ ]?|[ ](?:and|or|as well as)[ ])(?:the[ ]|a[ ]|an[ ])?";
const roles = `${role}(?:${joint}${role})*`;
const article = "(?:(?:the|a|an|its|their|main)[ ])?";

const as = oneOf(words("AS", "FOR", "IS", "SETS"));
const own = oneOf(words("GENITIVE", "INSIDE"), { alone: false });
const mark = oneOf(words("MARK", "COLON", "DASH"), { alone: false });
const open = oneOf(words("OPEN"), { alone: false });
const of = oneOf(words("OF", "IN"));
const cue = oneOf(words("REFER", "REFERENCE", "MATCH", "COPY", "SYNC", "EDIT", "EXTEND"));

/** A file and the roles behind it, a role and the file behind that: the same groups for every highlighter. */
const roleBehind = `(${tag})(?:([ ]?${as}|[ ]?${own}|[ ]?${mark}|[ ]?${open})[ ]?|[ ])${article}(${roles})`;
const roleAhead = `(${roles})(?:[ ]?(${of}|${mark}|${open})[ ]?|[ ])${article}(?=${tag})`;
const cueAhead = `(${cue})(?=[ ]?${article}(?:${tag}))`;

export { broken, cueAhead, number, role, roleAhead, roleBehind, tag, tags };
