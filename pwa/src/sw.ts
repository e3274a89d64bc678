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

declare const self: ServiceWorkerGlobalScope;

/** Addresses with a dot are files; every other one is a place inside the app. */
const FILES = /\/[^/]+\.[^/]+$/;

cleanupOutdatedCaches();
precacheAndRoute(__PRECACHE__);
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html"), { denylist: [FILES] }));

/** What reads codes where the phone cannot: kept from its first use, or when there is time. */
const SCANNER = "nguon-scanner";
const later = __LATER__.map((name) => new URL(name, self.registration.scope).href);

registerRoute(
  ({ url }) => later.includes(url.href),
  async ({ request }) => {
    const cache = await caches.open(SCANNER);
    const kept = await cache.match(request, { ignoreVary: true });
    if (kept) return kept;
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  },
);

async function keepScanner(): Promise<void> {
  const cache = await caches.open(SCANNER);
  const kept = (await cache.keys()).map((request) => request.url);
  await cache.addAll(later.filter((url) => !kept.includes(url)));
  for (const url of kept) if (!later.includes(url)) await cache.delete(url);
}

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") void self.skipWaiting();
  if (event.data?.type === "keep-scanner") event.waitUntil(keepScanner());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
