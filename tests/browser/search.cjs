// Searches a page of the site and tells what was found, as JSON: node search.cjs <folder of playwright-core>, with the wishes as JSON on standard input.
const { readFileSync } = require("node:fs");

async function main() {
  const { chromium } = require(process.argv[2]);
  const asked = JSON.parse(readFileSync(0, "utf8"));
  const browser = await chromium.launch({ executablePath: asked.program, args: asked.arguments });
  const page = await browser.newPage();
  const told = { elsewhere: [], complaints: [] };
  page.on("request", (request) => { if (!/^(file|data|blob|about):/.test(request.url())) told.elsewhere.push(request.url()); });
  page.on("console", (message) => { if (message.type() === "error") told.complaints.push(message.text()); });
  page.on("pageerror", (error) => told.complaints.push(String(error)));
  await page.goto(asked.page);
  await page.keyboard.press("/");
  await page.keyboard.type(asked.words);
  await page.waitForSelector(".md-search-result__item");
  told.found = await page.locator(".md-search-result").innerText();
  await browser.close();
  process.stdout.write(JSON.stringify(told));
}

main().catch((error) => { console.error(error); process.exit(1); });
