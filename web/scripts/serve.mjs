// A server for what was built: the compressed bytes that lie beside each file, and the policy of the page as a header too.

import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".zip": "application/zip", ".bin": "application/octet-stream",
};
const ENCODINGS = [["br", ".br"], ["gzip", ".gz"]];

/** Start a server on the loopback address; port 0 takes any that is free. */
export function serve(port) {
  if (!existsSync(`${dist}index.html`)) throw new Error("dist/ is missing; run: npm run build");
  const policy = /Content-Security-Policy"\s+content="([^"]+)"/.exec(readFileSync(`${dist}index.html`, "utf8"))[1];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)).replace(/^[/\\]+/, "") || "index.html";
    const file = dist + path;
    if (path.startsWith("..") || !existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    const accepted = String(request.headers["accept-encoding"] ?? "");
    const [encoding, ending] = ENCODINGS.find(([name, suffix]) => accepted.includes(name) && existsSync(file + suffix)) ?? [null, ""];
    const { size, mtimeMs } = statSync(file + ending);
    const tag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    const headers = {
      "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Content-Length": size, ETag: tag, Vary: "Accept-Encoding",
      "Cache-Control": path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      "Content-Security-Policy": `${policy}; frame-ancestors 'none'`, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
      ...(encoding ? { "Content-Encoding": encoding } : {}),
    };
    if (request.headers["if-none-match"] === tag) return void response.writeHead(304, headers).end();
    response.writeHead(200, headers);
    createReadStream(file + ending).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve({ server, url: `http://127.0.0.1:${server.address().port}/` }));
  });
}
