// What an address keeps: the prompt and the profile, compressed. Files are not in it.

export interface Shared {
  text: string;
  profile: string;
  code?: string;
  name?: string;
}

const BEGIN = "#p=";

async function through(data: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const piped = new Blob([data as BlobPart]).stream().pipeThrough(stream as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

export async function packed(shared: Shared): Promise<string> {
  if (!shared.text && !shared.code && shared.profile === "auto") return "";
  const bytes = await through(new TextEncoder().encode(JSON.stringify(shared)), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return BEGIN + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Read an address; null for one that keeps nothing, or that was cut short. */
export async function unpacked(hash: string): Promise<Shared | null> {
  if (!hash.startsWith(BEGIN)) return null;
  try {
    const binary = atob(hash.slice(BEGIN.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await through(Uint8Array.from(binary, (character) => character.charCodeAt(0)), new DecompressionStream("deflate-raw"));
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof read !== "object" || read === null || typeof (read as Shared).text !== "string" || typeof (read as Shared).profile !== "string") return null;
    return read as Shared;
  } catch {
    return null;
  }
}
