// Whom the page reaches: by keyboard, by screen reader, in Chinese, in the dark, on a phone, without a network; and that it reaches out to nobody.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { nextCheck, start, write } from "./browser.mjs";
import { drop } from "./media.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PROMPT = "@Image1 as first frame, @Image3 as character reference, sync to @audio 1 beat. Replicate @Video1.";

let site;
let forbidden = ""; // an address that a test asks for, in vain
before(async () => (site = await start()));
after(async () => {
  await site.stop();
  assert.deepEqual(site.requests.filter((url) => !url.startsWith(site.url) && !url.startsWith("blob:") && url !== forbidden), []);
});

async function violations(page) {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() => window.axe.run());
  return found.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 390]]) {
  test(`axe finds nothing: ${scheme}, ${width} pixels`, async () => {
    const page = await site.page({ colorScheme: scheme, viewport: { width, height: 844 } });
    assert.deepEqual(await violations(page), [], "empty");
    await write(page, PROMPT);
    await drop(page, "start.jpg", "hero.png");
    await page.locator(".card.empty.error").first().waitFor();
    assert.deepEqual(await violations(page), [], "a prompt with files and findings");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing to scroll sideways");
    await page.getByRole("tab", { name: "Code" }).click();
    await write(page, '{"prompt": "@Image1 as scene, @Image2", "image_urls": ["https://example.com/a.png"]}', "#panel-code");
    assert.deepEqual(await violations(page), [], "code");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  });
}

test("Chinese and back; the browser's language decides first", async () => {
  const page = await site.page({ locale: "zh-CN" });
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  await write(page, "@图片1作为首帧，参考@视频1的运镜。");
  assert.match(await page.locator(".rows").textContent(), /图片.*首帧.*视频.*运镜/s);
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Findings" }).waitFor();
  assert.match(await page.locator(".cm-content").textContent(), /@图片1作为首帧/, "the prompt stays");
  await page.reload();
  await page.getByRole("heading", { name: "Findings" }).waitFor();
});

test("light and dark by choice, kept for the next visit", async () => {
  const page = await site.page();
  const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await back();
  await page.getByRole("button", { name: /Light or dark/ }).click();
  await page.getByRole("button", { name: /Light or dark/ }).click();
  const dark = await back();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await back(), dark);
});

test("everything by keyboard: write, mend, choose a provider, reach a card", async () => {
  const page = await site.page();
  await drop(page, "start.jpg");
  const reach = async (wanted) => {
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(wanted)) return;
    }
    assert.fail(`Tab does not lead to ${wanted}`);
  };
  await reach(() => document.activeElement.classList.contains("cm-content"));
  const checked = nextCheck(page);
  await page.keyboard.insertText("Sync to @audio 1 beat, @Image1 as scene.");
  await checked;
  await reach(() => document.activeElement.textContent === "Write @Audio1");
  await page.keyboard.press("Enter");
  await page.locator(".finding", { hasText: "nonstandard-tag" }).waitFor({ state: "detached" });
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("cm-content")), "back in the text");
  await reach(() => document.activeElement.classList.contains("card"));
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /@Image1, start\.jpg, 1280×720.*1 mention, scene/);
  for (let step = 0; step < 40 && !(await page.evaluate(() => document.activeElement.id === "provider")); step++) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("f"); // as the first letter chooses in every list
  await page.locator(".contract", { hasText: "fal" }).waitFor();
});

test("once loaded, the page works without a network", async () => {
  const context = await site.context();
  const page = await site.page({}, "", context);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await page.waitForSelector("html[data-ready=ready]");
  await write(page, "@Image1 as first frame, @imge2 as scene.");
  await page.locator(".finding", { hasText: "unknown-tag" }).waitFor();
  await context.setOffline(false);
});

test("the policy holds in the worker too: Python can connect to nowhere else", async () => {
  const page = await site.page();
  let reached = 0;
  const other = createServer((_, response) => (reached++, response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end("hello")));
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = forbidden = `http://127.0.0.1:${other.address().port}/`;
  assert.equal(await (await fetch(address)).text(), "hello");
  const [worker] = page.workers();
  assert.equal(await worker.evaluate((url) => fetch(url).then(() => "sent", () => "refused"), address), "refused");
  assert.equal(await page.evaluate((url) => fetch(url).then(() => "sent", () => "refused"), address), "refused");
  assert.equal(await page.evaluate((url) => new Promise((resolve) => { const image = new Image(); image.onload = image.onerror = ({ type }) => resolve(type); image.src = url; }), address), "error");
  assert.equal(reached, 1, "by the test alone");
  other.close();
});

test("tags are coloured before Python is there", async () => {
  const context = await site.context();
  await context.route("**/packages.bin", (route) => setTimeout(() => route.continue().catch(() => undefined), 4000));
  const page = await context.newPage();
  await page.goto(site.url);
  await page.locator("#panel-prompt .cm-content").fill("@Image1 as scene, @视频2, @Audio 3, @Image0");
  const kinds = await page.locator(".cm-content .tag").evaluateAll((all) => all.map((each) => `${each.className.replace("tag tag-", "")} ${each.textContent}`));
  assert.deepEqual(kinds, ["image @Image1", "video @视频2", "audio @Audio 3", "broken @Image0"]);
  assert.equal(await page.locator("html").getAttribute("data-ready"), null);
  await context.close();
});

test("what comes over the wire is compressed, and no more than 7 MB", async () => {
  const context = await site.context();
  const page = await context.newPage();
  let bytes = 0;
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  client.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  const encodings = new Map();
  page.on("response", (response) => encodings.set(new URL(response.url()).pathname, response.headers()["content-encoding"]));
  await page.goto(site.url);
  await page.waitForSelector("html[data-ready=ready]");
  assert.equal(encodings.get("/py/pyodide.asm.wasm"), "br");
  assert.ok([...encodings.values()].filter((encoding) => encoding === "br").length >= 6);
  const { total } = await page.evaluate(() => ({ total: performance.getEntriesByType("resource").reduce((sum, entry) => sum + entry.encodedBodySize, 0) }));
  assert.ok(Math.max(bytes, total) < 7_000_000, `${bytes} ${total}`);
  await context.close();
});
