/** UUID version 7 (RFC 9562): made by the phone, at the first touch of a form. */
export function uuid7(wall_ms: number, random: Uint8Array): string {
  const bytes = random.slice(0, 16);
  const time = Math.max(0, Math.floor(wall_ms));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(time / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return hexOf(bytes).replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What photos are called by, and codes are made of. */
export async function sha256Of(bytes: BufferSource): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

export function newId(): string {
  return uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
}
