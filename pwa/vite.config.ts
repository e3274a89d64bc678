import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { fingerprint } from "./build/fingerprint.ts";
import { notices } from "./build/notices.ts";
import { serviceWorker } from "./build/service_worker.ts";

const BUILD = fingerprint(import.meta.dirname).slice(0, 12);
const NAMES = { __BUILD__: JSON.stringify(BUILD) };

export default defineConfig({
  base: "/dien-thoai/",
  define: NAMES,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [notices(), serviceWorker({ worker: "src/sw.ts", names: NAMES })],
  build: {
    // Served by nguon.web; git-ignored, and named in pyproject.toml so that wheels hold it.
    outDir: resolve(import.meta.dirname, "../src/nguon/web/phone"),
    emptyOutDir: true,
    target: ["chrome109", "safari16.4"],
    // The policy of the page allows no inline script and no data: beyond pictures.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    environment: "node",
    restoreMocks: true,
    // Instants are compared as instants, so any zone must do; this one is not Vietnam's.
    env: { TZ: "America/St_Johns" },
  },
});
