// What the browser finds out about a file of the disk: what it is, how large, how long, and a small picture of it. The bytes stay here.

import type { Facts, Kind } from "../engine/protocol";
import { sniff } from "./sniff";

export interface Read {
  facts: Facts;
  picture: string | null;
}

const SIDE = 320; // pixels of the longer side of a thumbnail
const PATIENCE = 8000; // milliseconds that a browser gets to open a clip
const MOST_DECODED = 40 * 1024 * 1024; // bytes of an audio that is drawn

/** Return what a file is; null for one that is neither image, video nor audio. */
export async function readFile(file: File): Promise<(Read & { kind: Kind }) | null> {
  const head = new Uint8Array(await file.slice(0, 256).arrayBuffer());
  const found = sniff(head);
  const typed = /^(image|video|audio)\//.exec(file.type)?.[1] as Kind | undefined;
  let kind = found?.kind ?? typed;
  if (kind === undefined) return null;
  const facts: Facts = { kind, format: found?.format ?? null, size: file.size, duration: null, width: null, height: null, problem: file.size ? null : "empty" };
  if (!file.size) return { kind, facts, picture: null };
  if (found?.format === "mp4" || found?.format === "ogg") kind = facts.kind = await kindOfClip(file, kind);
  const look = { image: lookAtImage, video: lookAtVideo, audio: lookAtAudio }[kind];
  const picture = await look(file, facts).catch(() => null);
  return { kind, facts, picture };
}

/** Containers may hold sound alone. */
async function kindOfClip(file: File, kind: Kind): Promise<Kind> {
  return opened(file, "video", async (video) => ((video as HTMLVideoElement).videoWidth ? "video" : "audio") as Kind).catch(() => kind);
}

function canvas(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const made = document.createElement("canvas");
  made.width = Math.max(1, Math.round(width * scale));
  made.height = Math.max(1, Math.round(height * scale));
  return [made, made.getContext("2d") as CanvasRenderingContext2D];
}

async function lookAtImage(file: File, facts: Facts): Promise<string> {
  const bitmap = await createImageBitmap(file); // turned as the file asks for
  [facts.width, facts.height] = [bitmap.width, bitmap.height];
  const [made, context] = canvas(bitmap.width, bitmap.height);
  context.drawImage(bitmap, 0, 0, made.width, made.height);
  bitmap.close();
  return made.toDataURL("image/webp", 0.8);
}

async function lookAtVideo(file: File, facts: Facts): Promise<string | null> {
  return opened(file, "video", async (element) => {
    const video = element as HTMLVideoElement;
    facts.duration = await duration(video);
    [facts.width, facts.height] = [video.videoWidth || null, video.videoHeight || null];
    if (!video.videoWidth) return null;
    await seek(video, Math.min(0.5, (facts.duration ?? 1) / 3));
    const [made, context] = canvas(video.videoWidth, video.videoHeight);
    context.drawImage(video, 0, 0, made.width, made.height);
    return made.toDataURL("image/webp", 0.8);
  });
}

async function lookAtAudio(file: File, facts: Facts): Promise<string | null> {
  facts.duration = await opened(file, "audio", duration).catch(() => null);
  if (file.size > MOST_DECODED) return null;
  const context = new OfflineAudioContext(1, 1, 22050);
  const sound = await context.decodeAudioData(await file.arrayBuffer());
  facts.duration ??= sound.duration;
  return waveform(sound.getChannelData(0));
}

function waveform(samples: Float32Array): string {
  const [made, context] = canvas(SIDE, 120);
  const bars = 40;
  const step = Math.max(1, Math.floor(samples.length / bars));
  context.fillStyle = "#0d9488";
  const peaks = Array.from({ length: bars }, (_, bar) => {
    let peak = 0;
    for (let at = bar * step; at < (bar + 1) * step; at += Math.ceil(step / 400)) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return peak;
  });
  const loudest = Math.max(...peaks, 1e-6);
  for (const [bar, peak] of peaks.entries()) {
    const height = Math.max(3, (peak / loudest) * made.height * 0.9);
    context.fillRect((bar + 0.2) * (made.width / bars), (made.height - height) / 2, (made.width / bars) * 0.6, height);
  }
  return made.toDataURL("image/png");
}

/** Give an element that has read the metadata of a clip to a function, and let go of the clip afterwards. */
async function opened<T>(file: File, name: "video" | "audio", use: (element: HTMLMediaElement) => Promise<T>): Promise<T> {
  const url = URL.createObjectURL(file);
  const element = document.createElement(name);
  element.preload = "auto";
  element.muted = true;
  try {
    const loaded = event(element, "loadedmetadata");
    element.src = url;
    await loaded;
    return await use(element);
  } finally {
    element.removeAttribute("src");
    element.load();
    URL.revokeObjectURL(url);
  }
}

function event(element: HTMLMediaElement, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the browser takes too long")), PATIENCE);
    element.addEventListener(name, () => (clearTimeout(timer), resolve()), { once: true });
    element.addEventListener("error", () => (clearTimeout(timer), reject(new Error("the browser cannot read it"))), { once: true });
  });
}

async function seek(element: HTMLMediaElement, seconds: number): Promise<void> {
  const done = event(element, "seeked");
  element.currentTime = seconds;
  await done;
}

/** Return seconds; recordings of a browser say how long they are only once one has been at their end. */
async function duration(element: HTMLMediaElement): Promise<number | null> {
  if (element.duration === Infinity) await seek(element, 1e7);
  return Number.isFinite(element.duration) ? element.duration : null;
}
