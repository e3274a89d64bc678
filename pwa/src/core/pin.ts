/** A PIN says who acts; it keeps no secret. Checked on the phone, so that it works offline. */

import type { KitPerson } from "../types";

const FREE_TRIES = 3;

/** How long nobody may try again. Four digits are slow to guess then, and no cook waits for long. */
export function pauseAfter(wrong: number): number {
  return wrong < FREE_TRIES ? 0 : Math.min(60_000, 5_000 * 2 ** (wrong - FREE_TRIES));
}

export async function isPin(pin: string, kept: NonNullable<KitPerson["pin"]>): Promise<boolean> {
  const secret = new TextEncoder().encode(pin.normalize("NFKC"));
  const key = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const salt = fromBase64(kept.salt);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: kept.iterations };
  const found = new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
  const wanted = fromBase64(kept.hash);
  let wrong = found.length ^ wanted.length;
  found.forEach((byte, i) => {
    wrong |= byte ^ (wanted[i] ?? 0);
  });
  return wrong === 0;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
