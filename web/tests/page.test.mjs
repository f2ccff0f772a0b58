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
  await page.locator("#panel-prompt .finding", { hasText: "undefined-reference" }).waitFor(); // the cards are drawn before the prompt is checked
  assert.deepEqual(await findings(page), ["undefined-reference"]);
  assert.equal(await page.locator(".cm-content .tag-missing").textContent(), "@Image3");
  const card = page.locator(".card", { hasText: "start.jpg" });
  assert.match(await card.textContent(), /@Image11 mentionstart\.jpg1280×720/);
  assert.match(await page.locator(".card.unmentioned").textContent(), /hero\.png600×900/);
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
  const checked = nextCheck(page);
  await page.locator("#provider").selectOption("fal");
  await checked;
  const clip = page.locator(".row-video .card");
  assert.match(await clip.textContent(), /864×480 · 20 s/);
  assert.match(await page.locator(".row-audio .card").textContent(), /beat\.wav3 s/);
  await page.locator(".finding", { hasText: "media-duration" }).waitFor();
  assert.match(await clip.locator(".card-finding").first().textContent(), /long\.mp4 lasts 20 s, and .*15/);
});

test("cards move by keyboard and by mouse, and the tags follow", async () => {
  const page = await site.page();
  await write(page, "@Image1 as first frame 🎬, @Image2 as character reference, then @Image1 again.");
  await drop(page, "start.jpg", "hero.png");
  await page.locator("#panel-prompt .clean").waitFor();
  await page.locator(".card", { hasText: "start.jpg" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.locator(".card", { hasText: "start.jpg" }).filter({ hasText: "@Image2" }).waitFor();
  assert.equal(await text(page), "@Image2 as first frame 🎬, @Image1 as character reference, then @Image2 again.");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /start\.jpg/, "the focus stays on the card");
  await page.locator(".card", { hasText: "start.jpg" }).dragTo(page.locator(".card", { hasText: "hero.png" }));
  await page.locator(".card", { hasText: "start.jpg" }).filter({ hasText: "@Image1" }).waitFor();
  assert.equal(await text(page), "@Image1 as first frame 🎬, @Image2 as character reference, then @Image1 again.");
  await page.getByLabel("Renumber tags when files move").uncheck();
  await page.getByRole("button", { name: "Move hero.png to the front" }).click();
  await page.locator(".card", { hasText: "hero.png" }).filter({ hasText: "@Image1" }).waitFor();
  assert.equal(await text(page), "@Image1 as first frame 🎬, @Image2 as character reference, then @Image1 again.", "not asked, not moved");
});

test("a removed file leaves a red card, and the tags of the files behind it follow", async () => {
  const page = await site.page();
  await write(page, "@Image1 as first frame, @Image2 as character reference.");
  await drop(page, "start.jpg", "hero.png");
  await page.locator(".card", { hasText: "start.jpg" }).focus();
  await page.keyboard.press("Delete");
  await page.locator(".card.empty.error", { hasText: "@Image2" }).waitFor();
  assert.equal(await text(page), "@Image2 as first frame, @Image1 as character reference.");
});

test("what is said of a file goes with it, however soon it is removed", async () => {
  const page = await site.page();
  await page.getByRole("button", { name: "Paste URLs" }).click();
  await page.getByLabel("URLs of files, one or more").fill("https://example.com/a.png");
  const found = await page.evaluate(async () => {
    const isAnswered = () => new Promise((resolve) => window.addEventListener("checked", resolve, { once: true }));
    const first = isAnswered();
    document.querySelector(".url-form button").click();
    document.querySelector(".card[draggable] .tools button:last-child").click(); // before the linter has answered
    await first;
    await Promise.race([isAnswered(), new Promise((resolve) => setTimeout(resolve, 5000))]);
    return document.querySelectorAll("#panel-prompt .finding").length;
  });
  assert.equal(found, 0);
  await page.locator("#panel-prompt .findings > .quiet").waitFor();
});

test("another provider: its limits and its spelling; conversion there, and what it cannot take", async () => {
  const page = await site.page();
  await write(page, "@Image1 as first frame, sync to @Audio1 beat.");
  assert.match(await page.locator(".contract").textContent(), /Seedance 2\.0.*assumed/);
  assert.match(await page.locator(".row-image .row-head").textContent(), /of 9/);
  await page.getByLabel("Another provider…").selectOption("ark");
  const checked = nextCheck(page);
  await page.getByRole("button", { name: "Convert", exact: true }).click();
  await checked;
  await page.locator(".notice", { hasText: "Rewritten for ark-2.0" }).waitFor();
  assert.equal(await text(page), "Image 1 as first frame, sync to Audio 1 beat.");
  assert.equal(await page.locator("#provider").inputValue(), "ark");
  assert.deepEqual(await page.locator(".card .tag").allTextContents(), ["Image 1", "Audio 1"]);
  await page.getByRole("button", { name: "Paste URLs" }).click();
  await page.getByLabel("URLs of files, one or more").fill("https://example.com/a.png https://example.com/beat.mp3 https://example.com/b.png");
  await page.locator(".url-form").getByRole("button", { name: "Add" }).click();
  await page.locator(".card.unmentioned", { hasText: "b.png" }).waitFor();
  await page.getByRole("button", { name: "Copy as request" }).click();
  await page.locator(".notice", { hasText: "Copied as a request for ark-2.0" }).waitFor(); // "Rewritten for ark-2.0" may still stand there
  const body = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(body.content[0].text, "Image 1 as first frame, sync to Audio 1 beat.");
  assert.equal(body.content.filter((part) => part.type === "image_url").length, 2);
});

test("the address holds the prompt: another window shows the same", async () => {
  const context = await site.context();
  const page = await site.page({}, "", context);
  const prompt = "🎬 @图片1作为首帧，镜头推进。\n@Image2 as scene.";
  await write(page, prompt);
  const checked = nextCheck(page);
  await page.locator("#provider").selectOption("fal");
  await checked;
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.locator(".notice", { hasText: "Link copied" }).waitFor();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(address, page.url());
  assert.ok(address.length < 250, address);
  const other = await site.page({}, new URL(address).hash, context);
  assert.equal(await text(other), prompt);
  assert.equal(await other.locator("#provider").inputValue(), "fal");
  await other.locator(".tag-image").first().waitFor();
});

// What has just opened, or changed with the last letter, takes no key yet, so that nobody accepts by accident.
async function settled(page) {
  for (let isSame = false; !isSame; ) {
    const shown = await page.locator(".cm-tooltip-autocomplete li").first().elementHandle();
    await page.waitForTimeout(200);
    isSame = await shown.evaluate((item) => item.isConnected);
  }
}

test("typing @ offers the tags of the request, and ' as ' the roles; resting the pointer explains", async () => {
  const page = await site.page();
  await drop(page, "start.jpg", "hero.png");
  await page.locator("#panel-prompt .cm-content").focus();
  await page.keyboard.type("🎬 Let @im");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "hero.png" }).waitFor();
  assert.deepEqual(await page.locator(".cm-tooltip-autocomplete .cm-completionLabel").allTextContents(), ["@Image1", "@Image2"]);
  await settled(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type(" as fi");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "first frame" }).first().waitFor();
  await settled(page);
  await page.keyboard.press("Enter");
  assert.equal(await text(page), "🎬 Let @Image2 as first frame");
  await page.locator(".cm-content .tag-image").hover();
  await page.locator(".hover-tip", { hasText: "hero.png" }).waitFor();
});

test("a card and its tags light each other up", async () => {
  const page = await site.page();
  await write(page, "@Image1 as first frame, @Image1-2 as scene.");
  await drop(page, "start.jpg", "hero.png");
  await page.locator(".card", { hasText: "hero.png" }).filter({ hasText: "1 mention" }).waitFor();
  const lit = (selector) => page.locator(selector).evaluateAll((all) => all.map((each) => getComputedStyle(each).outlineStyle === "solid"));
  await page.locator(".card", { hasText: "start.jpg" }).hover();
  assert.deepEqual(await lit(".cm-content .tag"), [true, true]);
  await page.locator(".card", { hasText: "hero.png" }).hover();
  assert.deepEqual(await lit(".cm-content .tag"), [false, true]);
  await page.locator(".cm-content .tag").first().hover();
  assert.deepEqual(await lit(".cards > .card"), [true, false]);
});
