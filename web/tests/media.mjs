// Real files for the tests: pictures, clips and sounds, made by ffmpeg.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../build/media/", import.meta.url));
const venv = fileURLToPath(new URL("../build/venv/bin/python", import.meta.url));
const constraints = fileURLToPath(new URL("../../constraints.txt", import.meta.url));

const FILES = {
  "start.jpg": ["-f", "lavfi", "-i", "gradients=s=1280x720:c0=#1d3b6e:c1=#e8b04a:seed=7", "-frames:v", "1"],
  "hero.png": ["-f", "lavfi", "-i", "gradients=s=600x900:c0=#7a2e3b:c1=#f2d4c2:seed=3", "-frames:v", "1"],
  "walk.mp4": ["-f", "lavfi", "-i", "gradients=s=864x480:r=24:d=4:c0=#12343b:c1=#e1b382:c2=#2d545e:nb_colors=3:speed=0.05:seed=5", "-c:v", "libx264", "-pix_fmt", "yuv420p"],
  "long.mp4": ["-f", "lavfi", "-i", "testsrc2=s=864x480:r=24:d=20", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
  "beat.wav": ["-f", "lavfi", "-i", "sine=frequency=220:duration=3,tremolo=f=4:d=0.9"],
};

/** The path of an ffmpeg: the machine's own, else the one that comes with a Python package. */
function ffmpeg() {
  try {
    execFileSync("ffmpeg", ["-version"], { stdio: "ignore" });
    return "ffmpeg";
  } catch {
    execFileSync(venv, ["-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", constraints, "imageio-ffmpeg"], { stdio: "inherit" });
    return execFileSync(venv, ["-c", "import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())"], { encoding: "utf8" }).trim();
  }
}

let program = null;

/** A file by its name, made at the first need: `{ name, type, data }`, the data in base64. */
export function media(name) {
  mkdirSync(folder, { recursive: true });
  const path = folder + name;
  if (!existsSync(path)) execFileSync((program ??= ffmpeg()), ["-v", "error", "-y", ...FILES[name], path]);
  const type = { jpg: "image/jpeg", png: "image/png", mp4: "video/mp4", wav: "audio/wav" }[name.split(".").at(-1)];
  return { name, type, data: readFileSync(path).toString("base64") };
}

/** Drop files on the page as somebody does who drags them from the disk. */
export async function drop(page, ...names) {
  const transfer = await page.evaluateHandle((files) => {
    const made = new DataTransfer();
    for (const { name, type, data } of files) made.items.add(new File([Uint8Array.from(atob(data), (character) => character.charCodeAt(0))], name, { type }));
    return made;
  }, names.map(media));
  await page.dispatchEvent(".rows", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(".rows", "drop", { dataTransfer: transfer });
  for (const name of names) await page.locator(".card", { hasText: name }).filter({ hasNotText: "reading" }).waitFor();
}
