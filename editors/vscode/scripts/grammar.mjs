// Makes the TextMate grammar.

import { mkdirSync, writeFileSync } from "node:fs";
import { broken, cueAhead, number, role, roleAhead, roleBehind, tag } from "./patterns.mjs";

const here = new URL("../", import.meta.url);
const SCOPE = "seedance-prompt";

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
      match: `(?i)${roleBehind}`,
      captures: { 1: nested("tag"), 2: scope("keyword.operator.role"), 3: nested("role") },
    },
    // the camera work from @Video1 · background: @Image2 · a woman (@Image1)
    "role-ahead": {
      match: `(?i)${roleAhead}`,
      captures: { 1: nested("role"), 2: scope("keyword.operator.role") },
    },
    // replicate @Video1 · sync to @Audio1 · 参考@视频1
    cue: { match: `(?i)${cueAhead}`, ...scope("keyword.other.cue") },
    tag: { match: `(?i)${tag}`, ...scope("entity.name.tag"), captures: { 0: { patterns: [{ match: `${number}+`, ...scope("constant.numeric.index") }] } } },
    "malformed-tag": { match: `(?i)${broken}`, ...scope("invalid.illegal.tag") },
    role: { match: `(?i)${role}`, ...scope("support.type.role") },
  },
};

mkdirSync(new URL("syntaxes/", here), { recursive: true });
writeFileSync(new URL(`syntaxes/${SCOPE}.tmLanguage.json`, here), `${JSON.stringify(grammar, null, 2)}\n`);
