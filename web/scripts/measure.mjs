// Figures of the built page, on the loopback address and with a cold cache: bytes, start, key to findings, memory. «work» is the processor's time of a key.

import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { start } from "../tests/browser.mjs";

const RUNS = Number(process.env.RUNS ?? 3);
const KEYS = 40;
const SENTENCES = [
  "@Image1 as first frame, the camera pushes slowly through the rain.", "A woman in a red coat walks past the window while the light changes.",
  "Replicate @Video1's camera movement and sync to @Audio1 beat.", "Wind lifts the paper lanterns over the empty street and a cat looks up.", "The apron of @Image2 stays clean.",
];

const median = (values) => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
const percentile = (values, share) => [...values].sort((left, right) => left - right)[Math.floor((values.length - 1) * share)];
const address = (text) => `#p=${deflateRawSync(JSON.stringify({ text, profile: "fal-2.0" })).toString("base64url")}`;

/** A prompt of about so many tokens; the linter's estimate is four characters each. */
function promptOf(tokens) {
  let text = "";
  for (let number = 0; text.length < tokens * 4; number++) text += `${SENTENCES[number % SENTENCES.length]} `;
  return text;
}

const site = await start();
const version = site.browser.version();
const starts = [];
const startWork = [];
let bytes = 0;
for (let run = 0; run < RUNS; run++) {
  const context = await site.context();
  await context.addInitScript(() => window.addEventListener("checked", () => document.querySelector(".finding, .clean") && (window.firstCheck ??= performance.now())));
  bytes = 0;
  context.on("response", (response) => (bytes += Number(response.headers()["content-length"] ?? 0)));
  const page = await context.newPage();
  await page.goto(site.url + address("@Image1 as first frame, sync to @audio 1 beat."));
  await page.waitForFunction(() => window.firstCheck, null, { timeout: 60_000 });
  startWork.push(await work());
  starts.push(await page.evaluate(() => window.firstCheck));
  await context.close();
}

/** Seconds of work that all threads of the pages' processes have done: what a busy machine does not change. */
async function work() {
  const client = await site.browser.newBrowserCDPSession();
  const { processInfo } = await client.send("SystemInfo.getProcessInfo");
  return processInfo.filter(({ type }) => type === "renderer").reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

async function keys(tokens) {
  const page = await site.page({}, address(promptOf(tokens)));
  await page.locator("#panel-prompt .cm-content").click();
  await page.evaluate(() => {
    window.times = [];
    let pressed = 0;
    window.addEventListener("keydown", () => (pressed = performance.now()), true);
    window.addEventListener("checked", () => pressed && (window.times.push(performance.now() - pressed), (pressed = 0)));
  });
  await page.waitForTimeout(500);
  const idle = await work();
  for (let key = 0; key < KEYS; key++) {
    const before = await page.evaluate(() => window.times.length);
    await page.keyboard.press("x");
    await page.waitForFunction((count) => window.times.length > count, before);
  }
  const times = await page.evaluate(() => window.times);
  return { times, work: ((await work()) - idle) * (1000 / KEYS) };
}

const small = await keys(100);
const large = await keys(2000);
const client = await site.browser.newBrowserCDPSession();
const { processInfo } = await client.send("SystemInfo.getProcessInfo");
const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]) / 1024);

console.log(`Chromium ${version}, medians`);
console.log(`over the wire, until the first findings   ${(bytes / 1e6).toFixed(2)} MB`);
console.log(`cold start to the first findings          ${(median(starts) / 1000).toFixed(2)} s   (${starts.map((each) => (each / 1000).toFixed(2)).join(", ")}; work ${median(startWork).toFixed(2)} s)`);
console.log(`key to findings at 100 tokens             ${median(small.times).toFixed(1)} ms  (95 %: ${percentile(small.times, 0.95).toFixed(1)} ms; work ${small.work.toFixed(1)} ms)`);
console.log(`key to findings at 2,000 tokens           ${median(large.times).toFixed(1)} ms  (95 %: ${percentile(large.times, 0.95).toFixed(1)} ms; work ${large.work.toFixed(1)} ms)`);
console.log(`memory of the page's process              ${Math.max(...sizes).toFixed(0)} MB`);
await site.stop();
