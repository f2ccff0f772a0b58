// The page as somebody uses it who writes a prompt.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findings, nextCheck, start, write } from "./browser.mjs";
import { drop } from "./media.mjs";

let site;
before(async () => (site = await start()));
after(async () => {
  await site.stop();
  const elsewhere = site.requests.filter((url) => !url.startsWith(site.url) && !url.startsWith("blob:") && !url.startsWith("data:"));
  assert.deepEqual(elsewhere, [], "no request leaves the origin");
  assert.deepEqual(site.troubles, []);
});

const text = (page) => page.locator("#panel-prompt .cm-content").evaluate((element) => [...element.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));

test("a prompt without files: tags are coloured by kind, and what needs no files is checked", async () => {
  const page = await site.page();
  await write(page, "🎬 @Image1 as first frame. 🎞 Sync to @audio 1 beat, @Video1's camera movement.");
  assert.deepEqual(await findings(page), ["nonstandard-tag"]);
  assert.equal(await page.locator(".cm-content .tag-image").textContent(), "@Image1", "behind an emoji too");
  assert.equal(await page.locator(".cm-content .tag-audio").textContent(), "@audio 1");
  assert.deepEqual(await page.locator(".cm-content .role").allTextContents(), ["first frame", "beat", "camera movement"]);
  await page.getByRole("button", { name: "Write @Audio1", exact: true }).click();
  assert.match(await text(page), /🎞 Sync to @Audio1 beat/);
  await page.locator("#panel-prompt .clean").waitFor();
});

test("a tag past two dropped pictures: the finding, its quick fix, the red card", async () => {
  const page = await site.page();
  await write(page, "@Image1 as first frame, @Image3 as character reference.");
  await drop(page, "start.jpg", "hero.png");
  await page.locator(".card.empty.error", { hasText: "@Image3" }).waitFor();
  assert.deepEqual(await findings(page), ["undefined-reference"]);
  assert.equal(await page.locator(".cm-content .tag-missing").textContent(), "@Image3");
  const card = page.locator(".card", { hasText: "start.jpg" });
  assert.match(await card.textContent(), /@Image1mentioned oncestart\.jpg1280 × 720/);
  assert.match(await page.locator(".card.unmentioned").textContent(), /hero\.png600 × 900/);
  assert.ok(await card.locator("img").evaluate((image) => image.naturalWidth > 50), "a thumbnail");
  await page.getByRole("button", { name: "Write @Image2", exact: true }).click();
  await page.locator("#panel-prompt .clean").waitFor();
  assert.equal(await page.locator(".card.empty").count(), 0);
  assert.equal(await text(page), "@Image1 as first frame, @Image2 as character reference.");
});

test("a clip of 20 seconds is too long for the chosen provider; its length and sides are read in the browser", async () => {
  const page = await site.page();
  await write(page, "Replicate @Video1's camera movement, sync to @Audio1 beat. @Image1 as scene.");
  await drop(page, "start.jpg", "long.mp4", "beat.wav");
  const provider = page.getByLabel("Provider");
  const checked = nextCheck(page);
  await provider.selectOption("fal");
  await checked;
  const clip = page.locator(".row-video .card");
  assert.match(await clip.textContent(), /864 × 480 · 20 s/);
  assert.match(await page.locator(".row-audio .card").textContent(), /beat\.wav3 s/);
  await page.locator(".finding", { hasText: "media-duration" }).waitFor();
  assert.match(await clip.locator(".card-finding").first().textContent(), /long\.mp4 lasts 20 s, and .*15/);
});
