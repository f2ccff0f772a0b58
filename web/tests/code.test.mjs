// The second tab: requests in code.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { findings, nextCheck, start, write } from "./browser.mjs";

let site;
before(async () => (site = await start()));
after(async () => {
  await site.stop();
  assert.deepEqual(site.requests.filter((url) => !url.startsWith(site.url) && !url.startsWith("blob:")), []);
  assert.deepEqual(site.troubles, []);
});

const CURL = `curl https://queue.fal.run/bytedance/seedance-2.0/reference-to-video \\
  -H "Authorization: Key $FAL_KEY" -H "Content-Type: application/json" \\
  -d '{"prompt": "🎬 @Image1 as first frame, @Image2 as scene", "image_urls": ["https://example.com/a.png"]}'
`;
const PYTHON = `import replicate

output = replicate.run(
    "bytedance/seedance-2.0",
    input={"prompt": "[Image1] as first frame. 🐈 [Image2] as scene.", "reference_images": ["https://example.com/a.png", "https://example.com/b.png"]},
)
`;
const YAML = "prompt: >-\n  @Image1 as first frame,\n  @Image2 as scene\nimage_urls:\n  - https://example.com/a.png\n";
const MARKDOWN = '# Shots\n\n```json\n{"model": "seedance-2.0", "prompt": "@Image1 as scene, @Video1 for camera movement", "image_urls": ["https://example.com/a.png"]}\n```\n';

async function codePage() {
  const page = await site.page();
  await page.getByRole("tab", { name: "Code" }).click();
  return page;
}

test("the example of the reference page has no findings, as code and as a prompt", async () => {
  const page = await codePage();
  await write(page, readFileSync(new URL("../../examples/clean.json", import.meta.url), "utf8"), "#panel-code");
  await page.locator("#panel-code .clean").waitFor();
  assert.match(await page.locator(".request").textContent(), /seedance-2\.0.*recognized/);
  await page.getByRole("button", { name: "Open as prompt" }).click();
  await page.locator("#panel-prompt .clean").waitFor();
  assert.equal(await page.locator(".card").count(), 4);
  assert.equal(await page.locator(".card.unmentioned, .card.empty").count(), 0);
});

test("a curl command: contract, evidence, the tag that does not name a file", async () => {
  const page = await codePage();
  await write(page, CURL, "#panel-code");
  assert.deepEqual(await findings(page, "#panel-code"), ["undefined-reference"]);
  const request = page.locator(".request");
  assert.match(await request.textContent(), /fal-2\.0.*because of.*queue\.fal\.run/s);
  assert.match(await request.textContent(), /@Image2 does not name a file/);
  await page.locator("#panel-code .finding-text").click();
  assert.equal(await page.evaluate(() => getSelection().toString()), "@Image2", "behind an emoji, inside JSON, inside a shell's quotes");
});

test("a Python file: contract, evidence, files with their roles; other kinds are recognized too", async () => {
  const page = await codePage();
  await write(page, PYTHON, "#panel-code");
  assert.equal(await page.getByLabel("Kind of file").locator("option:checked").textContent(), "Recognized: Python");
  const request = page.locator(".request");
  assert.match(await request.textContent(), /replicate-2\.0.*because of call of replicate\.run/s);
  assert.match(await request.locator(".request-files").textContent(), /a\.pngfirst frame.*b\.pngscene/s);
  await page.locator(".cm-content .tag-image").first().waitFor();
  await write(page, YAML, "#panel-code");
  assert.deepEqual(await findings(page, "#panel-code"), ["undefined-reference"]);
  await write(page, MARKDOWN, "#panel-code");
  assert.deepEqual(await findings(page, "#panel-code"), ["undefined-reference"]);
});

test("code that is pasted as a prompt is offered the other tab", async () => {
  const page = await site.page();
  await page.locator("#panel-prompt .cm-content").focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), CURL);
  await page.keyboard.press("Control+v");
  const checked = nextCheck(page);
  await page.getByRole("button", { name: "Open in the code tab" }).click();
  await checked;
  await page.locator(".request", { hasText: "fal-2.0" }).waitFor();
  assert.equal(await page.getByRole("tab", { name: "Code" }).getAttribute("aria-selected"), "true");
});
