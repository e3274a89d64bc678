/** Set by the build, see vite.config.ts. */

/** Names the sources this build was made from: twelve hexadecimal digits. */
declare const __BUILD__: string;

interface KeptFile {
  url: string;
  /** Null where the address names the content. */
  revision: string | null;
  /** Its hash: what a captive portal sends in its place is not kept. */
  integrity: string;
}

/** What the service worker keeps. */
declare const __PRECACHE__: KeptFile[];

/** What it keeps only once it was used or there is time for it: addresses that name the content. */
declare const __LATER__: KeptFile[];
