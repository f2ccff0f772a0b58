import { defineConfig } from "vite";

export default defineConfig({
  base: "./", // the page works under any path
  publicDir: "build/public",
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
  worker: { format: "es" },
});
