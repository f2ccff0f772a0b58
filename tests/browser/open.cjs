// Opens a page in Chromium and tells what happened, as JSON: node open.cjs <folder of playwright-core>, with the wishes as JSON on standard input.
const { readFileSync } = require("node:fs");

async function main() {
  const { chromium } = require(process.argv[2]);
  const asked = JSON.parse(readFileSync(0, "utf8"));
  const browser = await chromium.launch({ executablePath: asked.program, args: asked.arguments });
  const context = await browser.newContext({ javaScriptEnabled: asked.scripts, viewport: { width: asked.width ?? 1000, height: 1400 } });
  const page = await context.newPage();
  const told = { requests: [], complaints: [], dialogs: 0, shown: {} };
  page.on("request", (request) => told.requests.push(request.url().slice(0, 200)));
  page.on("console", (message) => told.complaints.push(message.text()));
  page.on("pageerror", (error) => told.complaints.push(String(error)));
  page.on("dialog", (dialog) => { told.dialogs += 1; dialog.dismiss(); });
  const start = Date.now();
  await page.goto(asked.page, { waitUntil: "load" });
  told.milliseconds = Date.now() - start;
  const visible = () => page.evaluate(() => ({
    cards: [...document.querySelectorAll("article.card")].filter((each) => getComputedStyle(each).display !== "none").length,
    findings: [...document.querySelectorAll("li.finding")].filter((each) => each.getClientRects().length).length,
  }));
  for (const id of asked.choices ?? []) {
    await page.locator(`label[for=${id}]`).click();
    told.shown[id] = await visible();
  }
  for (const id of asked.hovered ?? []) await page.locator(id).first().hover();
  if (asked.hovered) told.outlined = await page.evaluate(() =>
    [...document.querySelectorAll("article *")].filter((each) => getComputedStyle(each).outlineStyle === "solid").map((each) => each.textContent.trim()));
  if (asked.keys) { await page.locator("#show-all").focus(); for (const key of asked.keys) await page.keyboard.press(key); told.shown.keys = await visible(); }
  for (const [name, media] of Object.entries(asked.pictures ?? {})) {
    await page.emulateMedia(media);
    await page.screenshot({ path: name, fullPage: true });
  }
  Object.assign(told, await page.evaluate(() => ({
    title: document.title,
    text: ((body) => { body.querySelectorAll(".number").forEach((each) => each.remove()); return body.textContent; })(document.body.cloneNode(true)),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    pictures: [...document.querySelectorAll(".picture")].filter((each) => getComputedStyle(each).backgroundImage.startsWith("url(")).length,
    color: getComputedStyle(document.body).backgroundColor,
  })));
  await browser.close();
  process.stdout.write(JSON.stringify(told));
}

main().catch((error) => { console.error(error); process.exit(1); });
