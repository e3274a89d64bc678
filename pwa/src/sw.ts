/**
 * The service worker: keeps one build whole, and answers with it when there is no network.
 *
 * A new build waits until the page says `activate` (R17): a phone that is filling in a form keeps
 * the build it began with. It stamps no times: a record's time is the page's business alone.
 */

import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { NAME } from "./store/database";
import { drainUnseen, TAG } from "./sync/background";

/** Background Sync is not in TypeScript's library, for not every browser has it. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

declare const self: ServiceWorkerGlobalScope & {
  addEventListener(type: "sync", listener: (event: SyncEvent) => void): void;
};

/** Addresses with a dot are files; every other one is a place inside the app. */
const FILES = /\/[^/]+\.[^/]+$/;

cleanupOutdatedCaches();
precacheAndRoute(__PRECACHE__);
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html"), { denylist: [FILES] }));

/** What reads codes where the phone cannot: kept from its first use, or when there is time. */
const SCANNER = "nguon-scanner";
const later = new Map(
  __LATER__.map(({ url, integrity }) => [new URL(url, self.registration.scope).href, integrity]),
);

registerRoute(
  ({ url }) => later.has(url.href),
  async ({ url }) => {
    const cache = await caches.open(SCANNER);
    const kept = await cache.match(url.href, { ignoreVary: true });
    return kept ?? keep(cache, url.href);
  },
);

async function keep(cache: Cache, url: string): Promise<Response> {
  const fresh = await fetch(url, { integrity: later.get(url) ?? "" });
  if (fresh.ok) await cache.put(url, fresh.clone());
  return fresh;
}

async function keepScanner(): Promise<void> {
  const cache = await caches.open(SCANNER);
  const kept = (await cache.keys()).map((request) => request.url);
  for (const url of later.keys()) if (!kept.includes(url)) await keep(cache, url);
  for (const url of kept) if (!later.has(url)) await cache.delete(url);
}

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") void self.skipWaiting();
  if (event.data?.type === "keep-scanner") event.waitUntil(keepScanner());
});

/** Whoever looks at the app sends by itself; without a window the worker does it. */
async function drain(): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window" });
  for (const one of windows) one.postMessage({ type: "drain" });
  if (windows.length === 0) await drainUnseen(NAME, __BUILD__);
}

self.addEventListener("sync", (event) => {
  if (event.tag === TAG) event.waitUntil(drain());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
