/** Set by the build, see vite.config.ts. */

/** Names the sources this build was made from: twelve hexadecimal digits. */
declare const __BUILD__: string;

/** What the service worker keeps, each with its revision (null: the address names the content). */
declare const __PRECACHE__: { url: string; revision: string | null }[];

/** What it keeps only once it was used or there is time for it: addresses that name the content. */
declare const __LATER__: string[];
