// Makes the TextMate grammar from the words of the linter's own grammar, so that what is highlighted is what is understood.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const here = new URL("../", import.meta.url);
const folder = new URL("../../grammar/", here);
const nouns = readFileSync(new URL("nouns.lark", folder), "utf8");
const vocabulary = readdirSync(new URL("vocabulary/", folder)).sort().map((name) => readFileSync(new URL(`vocabulary/${name}`, folder), "utf8")).join("\n");
const SCOPE = "seedance-prompt";

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

const kind = oneOf(words("IMAGE_WORD", "VIDEO_WORD", "AUDIO_WORD"), { alone: false });
const number = "[0-9０-９]";
const gap = "[ _-]?";
const close = "(?:[ ]?[\\])】」])?";
// A tag ends where its number ends; `@image1.png` is a file and `me@image1.com` an address.
const behind = "(?![A-Za-z0-9_]|\\.(?:jpe?g|png|webp|gif|bmp|tiff?|mp4|mov|webm|mp3|wav|com|net|org|io|ai|cn|co|me|so|app|dev)(?![A-Za-z0-9]))";
const index = `0*[1-9１-９]${number}*`;
const range = `(?:[ ]?(?:-|–|—|~|～|\\.\\.|至|到)[ ]?${number}+${behind})?`;
const tag = `(?:[\\[【][ ]?)?[@＠][ ]{0,2}[\\[(【「]?[ ]?${kind}${gap}${index}${behind}${range}${close}`
  + `|<<<${kind}_${number}+(?:_${number})?>>>|[\\[【]${kind}${gap}${index}[\\]】]`;
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

// --------------------------------------------------------------------------------------------------------- the grammar

const scope = (name) => ({ name: `${name}.${SCOPE}` });
const nested = (...names) => ({ patterns: names.map((name) => ({ include: `#${name}` })) });

const grammar = {
  $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
  name: "Seedance Prompt",
  scopeName: `source.${SCOPE}`,
  fileTypes: ["prompt", "seedance"],
  patterns: ["front-matter", "role-behind", "role-ahead", "cue", "tag", "malformed-tag"].map((name) => ({ include: `#${name}` })),
  repository: {
    "front-matter": {
      begin: "\\A(---)[ \\t]*$",
      end: "^(---)[ \\t]*$",
      beginCaptures: { 1: scope("punctuation.definition.frontmatter") },
      endCaptures: { 1: scope("punctuation.definition.frontmatter") },
      contentName: "meta.embedded.block.frontmatter",
      // The second is for editors without YAML; a rule whose every include is missing would be dropped whole.
      patterns: [{ include: "source.yaml" }, { match: "^[ \\t]*[A-Za-z_]+(?=:)", ...scope("variable.other.field") }],
    },
    // @Image1 as first frame and character reference · @Video1's rhythm · @Image2 (character) · @图片1作为首帧
    "role-behind": {
      match: `(?i)(${tag})(?:([ ]?${as}|[ ]?${own}|[ ]?${mark}|[ ]?${open})[ ]?|[ ])${article}(${roles})`,
      captures: { 1: nested("tag"), 2: scope("keyword.operator.role"), 3: nested("role") },
    },
    // the camera work from @Video1 · background: @Image2 · a woman (@Image1)
    "role-ahead": {
      match: `(?i)(${roles})(?:[ ]?(${of}|${mark}|${open})[ ]?|[ ])${article}(?=${tag})`,
      captures: { 1: nested("role"), 2: scope("keyword.operator.role") },
    },
    // replicate @Video1 · sync to @Audio1 · 参考@视频1
    cue: { match: `(?i)(${cue})(?=[ ]?${article}(?:${tag}))`, ...scope("keyword.other.cue") },
    tag: { match: `(?i)${tag}`, ...scope("entity.name.tag"), captures: { 0: { patterns: [{ match: `${number}+`, ...scope("constant.numeric.index") }] } } },
    "malformed-tag": { match: `(?i)${broken}`, ...scope("invalid.illegal.tag") },
    role: { match: `(?i)${role}`, ...scope("support.type.role") },
  },
};

mkdirSync(new URL("syntaxes/", here), { recursive: true });
writeFileSync(new URL(`syntaxes/${SCOPE}.tmLanguage.json`, here), `${JSON.stringify(grammar, null, 2)}\n`);
