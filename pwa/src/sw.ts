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

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") void self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
