// After the build: the list of files for the service worker, and everything compressed beside itself for servers that can send it so.

import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompress, constants, gzip } from "node:zlib";
import { promisify } from "node:util";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const assets = fileURLToPath(new URL("../assets/", import.meta.url));
const files = () => readdirSync(dist, { recursive: true }).map(String).map((name) => name.replaceAll("\\", "/")).filter((name) => statSync(dist + name).isFile() && !/\.(br|gz)$/.test(name)).sort();

copyFileSync(`${assets}icon.svg`, `${dist}icon.svg`);
const listed = files().filter((name) => name !== "sw.js");
const version = createHash("sha256");
for (const name of listed) version.update(name).update(readFileSync(dist + name));
const worker = readFileSync(`${assets}sw.js`, "utf8")
  .replace("__VERSION__", version.digest("hex").slice(0, 16))
  .replace("__FILES__", JSON.stringify(listed.map((name) => (name === "index.html" ? "./" : `./${name}`))));
writeFileSync(`${dist}sw.js`, worker);

let total = 0;
await Promise.all(files().map(async (name) => {
  const data = readFileSync(dist + name);
  if (data.length < 500) return void (total += data.length);
  const params = { [constants.BROTLI_PARAM_QUALITY]: Number(process.env.BROTLI_QUALITY ?? 11), [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: data.length };
  const [br, gz] = await Promise.all([promisify(brotliCompress)(data, { params }), promisify(gzip)(data, { level: 9 })]);
  writeFileSync(`${dist}${name}.br`, br);
  writeFileSync(`${dist}${name}.gz`, gz);
  total += br.length;
}));
console.log(`dist/: ${(total / 1e6).toFixed(2)} MB compressed with brotli`);
