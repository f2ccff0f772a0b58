// Which kind of file a pasted text is: the name that a file of that kind would have.

export interface CodeKind {
  name: string;
  label: string;
}

export const CODE_KINDS: readonly CodeKind[] = [
  { name: "code.json", label: "JSON" },
  { name: "code.jsonl", label: "JSON Lines" },
  { name: "code.yaml", label: "YAML" },
  { name: "code.toml", label: "TOML" },
  { name: "code.py", label: "Python" },
  { name: "code.sh", label: "curl, shell" },
  { name: "code.ps1", label: "PowerShell" },
  { name: "code.http", label: "HTTP" },
  { name: "code.md", label: "Markdown" },
  { name: "code.csv", label: "CSV" },
  { name: "code.ipynb", label: "Notebook" },
];

export const labelOf = (name: string): string => CODE_KINDS.find((kind) => kind.name === name)?.label ?? name;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const SIGNS: [RegExp, string][] = [
  [/^(#{1,4} |```|~~~)/m, "code.md"],
  [/^\s*(\$ |>\s)?(sudo )?(curl|http|wget)\s|^#!.*\b(ba|z)?sh\b/m, "code.sh"],
  [/^\s*(Invoke-(RestMethod|WebRequest)|\$\w+ = @)/m, "code.ps1"],
  [/^(GET|POST|PUT) https?:/m, "code.http"],
  [/^\s*(import \w[\w.]*( as \w+)?$|from \w[\w.]* import |def \w+\(|async def |with \w|print\(|\w+ = (\w+\.)*\w+\()/m, "code.py"],
  [/^\s*\[[\w.-]+\]\s*$|^\s*\w+ = ["'[{]/m, "code.toml"],
  [/^[\w"]+(,[\w" ]+)+\r?\n/, "code.csv"],
  [/^\s*(- )?[\w-]+:(\s|$)/m, "code.yaml"],
];

/** Return the name of the kind of file that a text is most likely to be. */
export function detect(text: string): string {
  const start = text.trimStart();
  if (/^[{[]/.test(start)) {
    if (isJson(start)) return /^\{\s*"(cells|nbformat)"/.test(start) ? "code.ipynb" : "code.json";
    const lines = start.split("\n").filter((line) => line.trim());
    if (lines.length > 1 && lines.slice(0, 3).every(isJson)) return "code.jsonl";
    if (!/^\[[\w.-]+\]\s*$/m.test(start.split("\n")[0] ?? "")) return "code.json";
  }
  return SIGNS.find(([sign]) => sign.test(text))?.[1] ?? "code.md";
}

/** Whether a text for the prompt is rather code that holds requests. */
export function looksLikeCode(text: string): boolean {
  const start = text.trimStart();
  return /^[{[]\s*["{]/.test(start) || /^(curl\s|import \w|from \w+ import |```)/.test(start);
}
