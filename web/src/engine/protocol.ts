// What the page and its Python tell each other. Offsets are UTF-16 units, as JavaScript counts.

export const KINDS = ["image", "video", "audio"] as const;
export type Kind = (typeof KINDS)[number];

/** What a browser finds out about a file of the disk: `FileFacts` of the linter. */
export interface Facts {
  kind: Kind | null;
  format: string | null;
  size: number;
  duration: number | null;
  width: number | null;
  height: number | null;
  problem: string | null;
}

export interface FileAsked {
  url: string;
  facts: Facts | null;
}

export type FilesAsked = Record<Kind, FileAsked[]> | null;

/** The prompt of the first tab, or the code of the second (which has a `name`). */
export interface Subject {
  text: string;
  profile: string;
  files?: FilesAsked;
  name?: string;
}

export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Fix {
  title: string;
  safe: boolean;
  edits: Edit[];
}

export interface Finding {
  rule: string;
  severity: "error" | "warning" | "info";
  message: string;
  help?: string | null;
  start: number;
  end: number;
  pointer: string;
  contract?: string;
  fixes: Fix[];
}

export interface Mark {
  start: number;
  end: number;
  mark: Kind | "role" | "broken";
  files: [Kind, number][];
  missing: boolean;
}

export interface Contract {
  name: string;
  title: string;
  family: string;
  standing: "set" | "known" | "assumed" | "unknown";
  evidence: string[];
  summary: string;
  source: string;
}

export interface FileShown {
  kind: Kind;
  index: number;
  tag: string;
  roles: string[];
  mentions: number;
}

export interface PromptState {
  contract: Contract;
  findings: Finding[];
  marks: Mark[];
  files: FileShown[];
  missing: FileShown[];
  limits: Record<Kind, { most: number | null; tag: string }>;
}

export interface RequestShown {
  contract: Contract;
  provider: string;
  start: number;
  end: number;
  line: number;
  prompt: string;
  files: (FileShown & { url: string | null; request_role: string | null })[];
  files_known: boolean;
  unresolved: string[];
}

export interface CodeState {
  findings: Finding[];
  marks: Mark[];
  requests: RequestShown[];
}

export interface Provider {
  family: string;
  provider: string;
  profiles: { name: string; edition: string; title: string }[];
}

export interface Questions {
  check: { asked: Subject; answer: PromptState | CodeState };
  hover: { asked: Subject & { offset: number }; answer: { text: string; start: number; end: number } | null };
  complete: {
    asked: Subject & { offset: number };
    answer: { start: number; end: number; chosen: boolean; offers: { text: string; detail: string; info: string | null; tag: boolean }[] } | null;
  };
  "fix-all": { asked: Subject; answer: Edit[] };
  move: { asked: Subject & { kind: Kind; order: number[] }; answer: { edits: Edit[]; doubts: string[] } };
  convert: { asked: Subject & { to: string }; answer: { text: string; target: string; losses: string[] } };
  request: { asked: Subject; answer: { body: unknown; profile: string; losses: string[] } };
  take: { asked: Subject & { number: number }; answer: { text: string; files: Record<Kind, string[]> | null; profile: string } };
  providers: { asked: object; answer: { providers: Provider[]; roles: Record<string, string> } };
}

export type Question = keyof Questions;
