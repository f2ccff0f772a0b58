// Keeps the page for use without a network: everything is fetched once, and a newer build takes the place of an older one as a whole.

const VERSION = "__VERSION__";
const FILES = __FILES__;
const CACHE = `seedance-lint-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("seedance-lint-") && name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  const asked = request.mode === "navigate" ? "./" : request;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(asked, { ignoreSearch: request.mode === "navigate" })).then((kept) => kept ?? fetch(request)));
});
