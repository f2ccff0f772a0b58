// The files beside the prompt, in the order in which tags count them.

import { KINDS, type Facts, type FilesAsked, type Kind } from "../engine/protocol";

export interface Item {
  id: number;
  kind: Kind;
  /** A file's name, or a URL. */
  url: string;
  facts: Facts | null;
  picture: string | null;
  reading: boolean;
}

export type Files = Record<Kind, readonly Item[]>;

export const NONE: Files = { image: [], video: [], audio: [] };

let count = 0;

export const item = (kind: Kind, url: string, read: Partial<Item> = {}): Item => ({ facts: null, picture: null, reading: false, ...read, id: ++count, kind, url });

export const isEmpty = (files: Files): boolean => KINDS.every((kind) => files[kind].length === 0);

/** Return files as the linter gets them; nothing is known of them while there are none. */
export const asked = (files: Files): FilesAsked =>
  isEmpty(files) ? null : (Object.fromEntries(KINDS.map((kind) => [kind, files[kind].map(({ url, facts }) => ({ url, facts }))])) as FilesAsked);

export const added = (files: Files, one: Item): Files => ({ ...files, [one.kind]: [...files[one.kind], one] });

export const changed = (files: Files, id: number, change: Partial<Item>): Files => {
  const kinds = KINDS.map((kind) => [kind, files[kind].map((each) => (each.id === id ? { ...each, ...change } : each))]);
  return Object.fromEntries(kinds) as Files;
};

/** The order after a file moved: the old numbers, from 1, in their new order. */
export function orderAfterMove(length: number, from: number, to: number): number[] {
  const order = Array.from({ length }, (_, index) => index + 1);
  order.splice(to, 0, ...order.splice(from, 1));
  return order;
}

/** Files in a new order; numbers past the end are no files. */
export const reordered = (files: Files, kind: Kind, order: readonly number[]): Files => ({
  ...files,
  [kind]: order.map((number) => files[kind][number - 1]).filter((each): each is Item => each !== undefined),
});

const ENDINGS: Record<Kind, RegExp> = {
  image: /\.(jpe?g|png|webp|gif|bmp|tiff?|heic|heif|avif|svg)$/i,
  video: /\.(mp4|m4v|mov|webm|mkv|avi|3gp)$/i,
  audio: /\.(mp3|wav|m4a|aac|flac|ogg|opus)$/i,
};

/** What a URL probably leads to, by its ending; images where that says nothing. */
export function kindOf(url: string): Kind {
  const path = url.replace(/[?#].*$/, "");
  return KINDS.find((kind) => ENDINGS[kind].test(path)) ?? "image";
}

/** The URLs of a pasted text, if it is nothing but URLs. */
export function urlsIn(text: string): string[] {
  const words = text.split(/[\s,"'[\]]+/).filter(Boolean);
  return words.length > 0 && words.every((word) => /^(https?|asset):\/\/\S+$/i.test(word)) ? words : [];
}

export function shortName(url: string): string {
  const path = url.replace(/[?#].*$/, "").replace(/\/$/, "");
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name) || url;
  } catch {
    return name || url;
  }
}
