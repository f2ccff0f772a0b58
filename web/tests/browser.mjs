// A real Chromium on the built page: every request is recorded, and everything that goes wrong on the page is told.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "../scripts/serve.mjs";

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].filter(Boolean);

export async function launch() {
  const executablePath = PLACES.find((path) => existsSync(path));
  if (!executablePath) throw new Error("no Chromium found; install it (Debian: apt-get install chromium) or name it in CHROMIUM");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"] });
}

/** A server and a browser. `page()` opens the page and waits for Python; `requests` and `troubles` grow while it is used. */
export async function start() {
  const { server, url } = await serve(0);
  const browser = await launch();
  const requests = [];
  const troubles = [];
  async function context(options = {}) {
    const made = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
    await made.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(url).origin });
    made.on("request", (request) => requests.push(request.url()));
    made.on("weberror", (error) => troubles.push(String(error.error())));
    made.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
    return made;
  }
  let shared = null;
  /** A page as it is at first. Without options it is the one of the test before, tidied up: Python takes seconds to start. */
  async function page(options = null, hash = "", inContext = null) {
    if (options !== null || inContext !== null) return open(options ?? {}, hash, inContext);
    shared ??= await open({}, "", null);
    await tidy(shared);
    return shared;
  }
  async function open(options, hash, inContext) {
    const where = inContext ?? (await context(options));
    const opened = await where.newPage();
    await opened.goto(url + hash);
    await opened.waitForSelector("html[data-ready=ready]", { timeout: 60_000 });
    return opened;
  }
  const stop = async () => (await browser.close(), server.close());
  return { url, browser, context, page, requests, troubles, stop };
}

async function tidy(page) {
  await page.mouse.move(0, 0);
  await page.getByRole("tab", { name: "Code" }).click();
  await page.locator("#panel-code .cm-content").fill("");
  await page.getByRole("tab", { name: "Prompt" }).click();
  await page.locator("#panel-prompt .cm-content").fill("");
  while (await page.locator(".card[draggable]").count()) await page.locator(".card[draggable] .tools button:last-child").first().dispatchEvent("click");
  await page.locator("#provider").selectOption("auto");
  await page.getByLabel("Renumber tags when files move").check();
  await page.locator("#panel-prompt .findings > .quiet").waitFor();
}

/** Put a text in place of what is in the editor, and wait for what the linter says of it. */
export async function write(page, text, panel = "#panel-prompt") {
  const checked = nextCheck(page);
  await page.locator(`${panel} .cm-content`).fill(text);
  await checked;
}

/** Wait for the next answer of the linter; ask before whatever leads to it. */
export async function nextCheck(page) {
  await page.evaluate(() => {
    window.checkedAgain = new Promise((resolve) => window.addEventListener("checked", () => resolve(null), { once: true }));
  });
  return { then: (resolve, reject) => page.evaluate(() => window.checkedAgain).then(resolve, reject) };
}

export const findings = (page, panel = "#panel-prompt") => page.locator(`${panel} .finding`).evaluateAll((all) => all.map((each) => each.querySelector(".rule").textContent.split(" · ").at(-1)));
