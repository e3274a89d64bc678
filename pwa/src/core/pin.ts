/** A PIN says who acts; it keeps no secret. Checked on the phone, so that it works offline. */

import type { KitPerson } from "../types";

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
