/**
 * The identifier that the server will make for a lot or a sample box, made from the id of its
 * record (`kitchen/rules/lots.py`): so a lot that was never sent can already be held by its name.
 */

import { codeOf, readScan, spoken } from "./codes";
import { sha256Of } from "./ids";

export async function ownIdentifier(
  kind: "class" | "obj",
  root: string,
  host: string,
): Promise<{ uri: string; code: string }> {
  const purpose = kind === "class" ? "received" : "sample";
  const seed = new TextEncoder().encode(`${purpose}:${root}`);
  const code = codeOf((await sha256Of(seed)).slice(0, 14));
  return { uri: `https://${host}/${kind}/${code}`, code: spoken(code) };
}

/** What the server will call a received lot; null if only the server can know. */
export async function lotOf(
  body: Record<string, unknown>,
  root: string,
  host: string,
): Promise<{ uri: string; code: string } | null> {
  const printed = typeof body["lot_code"] === "string" ? body["lot_code"].trim() : "";
  if (printed === "") return ownIdentifier("class", root, host);
  const scan = readScan(printed);
  if (scan.uri && scan.code && scan.kind !== "own-loc") {
    return { uri: scan.uri, code: spoken(scan.code) };
  }
  const named = scan.lot ?? scan.serial ?? scan.sscc;
  if (scan.kind === "gs1" && scan.uri && named) return { uri: scan.uri, code: named };
  // With a GTIN, which the kit does not carry, a bare batch number names a lot of its maker.
  return body["product_id"] ? null : ownIdentifier("class", root, host);
}
