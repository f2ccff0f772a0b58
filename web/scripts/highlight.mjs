// Makes the expressions that colour a prompt before Python is there, from the words of the linter's own grammar.

import { mkdirSync, writeFileSync } from "node:fs";
import { broken, tags } from "../../editors/vscode/scripts/patterns.mjs";

const made = new URL("../build/highlight.json", import.meta.url);
mkdirSync(new URL(".", made), { recursive: true });
writeFileSync(made, JSON.stringify({ ...tags, broken }));
