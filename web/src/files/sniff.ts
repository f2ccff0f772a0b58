// What a file is by its first bytes, whatever its name says. The names are those of the linter's formats.toml.

import type { Kind } from "../engine/protocol";

export interface Format {
  kind: Kind;
  format: string;
}

const text = (bytes: Uint8Array, start: number, end: number): string => String.fromCharCode(...bytes.subarray(start, end));

/** Brands of ISO base media files; what is not here is MP4. */
const BRANDS: [RegExp, Format][] = [
  [/^(hei|hev|mif1|msf1)/, { kind: "image", format: "heic" }],
  [/^avi[fs]/, { kind: "image", format: "avif" }],
  [/^qt/, { kind: "video", format: "mov" }],
  [/^3g/, { kind: "video", format: "3gp" }],
  [/^M4[AB]/, { kind: "audio", format: "m4a" }],
];

const SIGNS: [RegExp, Format][] = [
  [/^\xff\xd8\xff/, { kind: "image", format: "jpeg" }],
  [/^\x89PNG\r\n\x1a\n/, { kind: "image", format: "png" }],
  [/^GIF8[79]a/, { kind: "image", format: "gif" }],
  [/^RIFF[^]{4}WEBP/, { kind: "image", format: "webp" }],
  [/^BM/, { kind: "image", format: "bmp" }],
  [/^(II\*\0|MM\0\*)/, { kind: "image", format: "tiff" }],
  [/^RIFF[^]{4}WAVE/, { kind: "audio", format: "wav" }],
  [/^RIFF[^]{4}AVI /, { kind: "video", format: "avi" }],
  [/^fLaC/, { kind: "audio", format: "flac" }],
  [/^OggS/, { kind: "audio", format: "ogg" }],
  [/^FORM[^]{4}AIF/, { kind: "audio", format: "aiff" }],
  [/^\xff[\xf0\xf1\xf8\xf9]/, { kind: "audio", format: "aac" }],
  [/^(ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/, { kind: "audio", format: "mp3" }],
  [/^\x1aE\xdf\xa3[^]*webm/, { kind: "video", format: "webm" }],
  [/^\x1aE\xdf\xa3/, { kind: "video", format: "mkv" }],
  [/^FLV/, { kind: "video", format: "flv" }],
  [/^\0\0\x01[\xb3\xba]/, { kind: "video", format: "mpeg" }],
  [/^\s*(<\?xml[^]*)?<svg/, { kind: "image", format: "svg" }],
];

/** Return the format of a file from its first bytes; null for content of no format that is known here. */
export function sniff(bytes: Uint8Array): Format | null {
  if (text(bytes, 4, 8) === "ftyp") {
    const brand = text(bytes, 8, 12);
    return BRANDS.find(([sign]) => sign.test(brand))?.[1] ?? { kind: "video", format: "mp4" };
  }
  const head = text(bytes, 0, Math.min(bytes.length, 128));
  return SIGNS.find(([sign]) => sign.test(head))?.[1] ?? null;
}
