// The pictures of the documentation, taken of the built page: docs/pictures/page-*.png.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { start, write } from "../tests/browser.mjs";
import { drop } from "../tests/media.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
mkdirSync(folder, { recursive: true });

const ENGLISH = `@Image1 as first frame: a tram leaves the depot, rain on the glass. The driver is @Image3, in the coat of @Image2. Replicate @Video1's camera movement and cut to the beat of @audio 1.`;
const CHINESE = `@图片1作为首帧：电车驶出车库，雨水顺着玻璃流下。@图片2作为角色参考，参考@视频1的运镜，节奏与@音频1同步，@图片3作为场景。`;
const CODE = `# Shots for Friday

\`\`\`python
import fal_client

fal_client.subscribe(
    "bytedance/seedance-2.0/reference-to-video",
    arguments={
        "prompt": "@Image1 as first frame, @Image2 as character reference.",
        "image_urls": ["https://example.com/shots/depot.png"],
    },
)
\`\`\`

\`\`\`sh
curl https://api.replicate.com/v1/models/bytedance/seedance-2.0/predictions \\
  -d '{"input": {"prompt": "[Image1] as scene, slow push-in.", "reference_images": ["https://example.com/rain.png"]}}'
\`\`\`
`;

const site = await start();

async function picture(name, page) {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(400);
  const path = `${folder}/${name}.png`;
  await page.screenshot({ path, fullPage: true });
  try {
    execFileSync("pngquant", ["--force", "--skip-if-larger", "--output", path, "128", path]);
  } catch {
    console.log(`${name}.png is as large as the browser writes it: pngquant is not here`);
  }
}

async function prompt(name, text, options) {
  const page = await site.page(options);
  await drop(page, "start.jpg", "hero.png", "walk.mp4", "beat.wav");
  await write(page, text);
  await picture(name, page);
  return page;
}

await prompt("page", ENGLISH, { viewport: { width: 1240, height: 760 } });
await prompt("page-dark-chinese", CHINESE, { viewport: { width: 1240, height: 760 }, colorScheme: "dark", locale: "zh-CN" });
await prompt("page-phone", ENGLISH, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
const page = await site.page({ viewport: { width: 1240, height: 760 } });
await page.getByRole("tab", { name: "Code" }).click();
await write(page, CODE, "#panel-code");
await picture("page-code", page);
await site.stop();
