/** What a scan or a typed code says, and which things of the kit it stands on. */
import type { Kit, KitFridge, KitLine, KitPerson, KitSample, Stop, Uuid } from "../types";
import { type Gs1, readElements, readGtin, readLink } from "./gs1";

export interface Scan extends Partial<Gs1> {
  /** A typed code, without its address, is "own-code": it may be any of ours. */
  kind: "own-obj" | "own-class" | "own-loc" | "own-code" | "gs1" | "ean" | "unknown";
  text: string;
  /** Of our own identifiers: the code in its one spelling. */
  code?: string;
  /** Unknown: a wrong check character, a shop's own number, a foreign address, no code at all. */
  why?: "check" | "restricted" | "link" | "form";
}

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const OWN_URI =
  /^https?:\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?)((?:\/[\w.~-]+)*)\/(obj|class|loc)\/([a-z0-9-]+)$/i;
/** AIM symbology identifiers (ISO/IEC 15424), which some decoders send first. */
const AIM = /^\][A-Za-z][0-9a-z]/;
const AIM_GS1 = /^\](?:C1|e[012]|d2|Q3|J1)/;
const GTIN_SYMBOL = /^(?:\](?:E[04]|I1|X0)|ean|upc|itf)/;

/** Sum over GF(32), x⁵ + x² + 1: finds one wrong character and any two exchanged ones. */
export function checkCharacter(body: string): string {
  let total = 0;
  for (const character of body) {
    total = (total ^ ALPHABET.indexOf(character)) << 1;
    if (total & 32) total ^= 0b100101;
  }
  return ALPHABET.charAt(total);
}

function spell(text: string): string {
  return text.replace(/[-\s]/g, "").replace(/[il]/gi, "1").replace(/o/gi, "0").toUpperCase();
}

/** The code in its one spelling, or null: I and L are 1, O is 0, hyphens are left out. */
export function readCode(text: string): string | null {
  const code = spell(text);
  if (!/^[0-9A-HJKMNP-TV-Z]{9,11}$/.test(code)) return null;
  return checkCharacter(code.slice(0, -1)) === code.slice(-1) ? code : null;
}

/** In groups of four, for people and telephones. */
export function spoken(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/** Fifty bits, the first of 14 hexadecimal digits, as a code with its check character. */
export function codeOf(hex: string): string {
  let bits = BigInt(`0x${hex}`) >> 6n;
  let body = "";
  for (; body.length < 10; bits >>= 5n) body = ALPHABET.charAt(Number(bits & 31n)) + body;
  return body + checkCharacter(body);
}

/** What a person's sticker holds behind `/obj/`: random bits of their id, stored nowhere else. */
export const personCode = (id: Uuid): string => codeOf(id.replaceAll("-", "").slice(-14));

/** `format` is the symbol's name as BarcodeDetector spells it, "" for typed text. */
export function readScan(raw: string, format = ""): Scan {
  const [marked, text] = [raw.trim(), raw.trim().replace(AIM, "")];
  if (/^https?:\/\//i.test(text)) {
    const known = readOwnUri(text) ?? readLink(text);
    return known ? { kind: "gs1", text, ...known } : { kind: "unknown", text, why: "link" };
  }
  if (GTIN_SYMBOL.test(marked) || GTIN_SYMBOL.test(format) || /^\d{12,14}$/.test(text)) {
    const known = readGtin(text);
    return typeof known === "string"
      ? { kind: "unknown", text, why: known }
      : { kind: "ean", text, ...known };
  }
  const code = AIM_GS1.test(marked) ? null : readCode(text);
  if (code) return { kind: "own-code", text, code };
  const known = readElements(text);
  if (known) return { kind: "gs1", text, ...known };
  return { kind: "unknown", text, why: /^[0-9A-Z]{9,11}$/.test(spell(text)) ? "check" : "form" };
}

function readOwnUri(text: string): Omit<Scan, "text"> | null {
  const [, host = "", path = "", kind = "", tail = ""] = OWN_URI.exec(text) ?? [];
  const code = readCode(tail);
  if (!code) return null;
  const own = kind.toLowerCase() as "obj" | "class" | "loc";
  const stem = host.toLowerCase() + (text === text.toUpperCase() ? path.toLowerCase() : path);
  return { kind: `own-${own}`, code, uri: `https://${stem}/${own}/${code}` };
}

export interface Match {
  stop: Stop | null;
  /** Every delivery of this lot, newest first. */
  lines: KitLine[];
  sample: KitSample | null;
  fridge: KitFridge | null;
  person: KitPerson | null;
  product: { id: Uuid | null; name: string } | null;
}

/** Everything of the kit this code stands on. A box used again is the sample still kept in it. */
export function match(scan: Scan, kit: Kit): Match {
  const means = meaning(scan, kit.identifier_host);
  const lines = kit.lines
    .filter((line) => means(line.lot_uri) || means(line.label) || means(line.lot_code))
    .sort((a, b) => Date.parse(b.received_at) - Date.parse(a.received_at));
  const boxes = kit.samples
    .filter((sample) => [sample.uri, sample.code, sample.box].some(means))
    .sort((a, b) => Date.parse(b.taken_at) - Date.parse(a.taken_at));
  const sample = boxes.find((box) => !box.destroyed_at) ?? boxes[0] ?? null;
  const of = new Set([...lines.map((line) => line.lot_uri), sample?.id, sample?.meal]);
  const sold = kit.lines.find((l) => scan.gtin && l.lot_uri.includes(`/01/${scan.gtin}`));
  const named = lines[0] ?? sold;
  return {
    stop: kit.stop_list.stops.find((s) => of.has(s.of) || [s.of, ...s.codes].some(means)) ?? null,
    lines,
    sample,
    fridge: kit.fridges.find((fridge) => means(fridge.code)) ?? null,
    person: kit.people.find((person) => means(personCode(person.id))) ?? null,
    product: named ? { id: named.product, name: named.name } : null,
  };
}

/** Whether a code written in the kit is the scanned one; a foreign host's code is not ours. */
function meaning(scan: Scan, host: string): (written: string) => boolean {
  if (scan.uri && !scan.code) return (written) => written === scan.uri;
  const typed = scan.text.toLowerCase();
  if (!scan.code) return (written) => written !== "" && written.toLowerCase() === typed;
  const ours = !scan.uri || scan.uri.startsWith(`https://${host}/`);
  return (written) => {
    const uri = readOwnUri(written)?.uri;
    if (uri) return scan.uri ? uri === scan.uri : uri.endsWith(`/${scan.code}`);
    return ours && readCode(written) === scan.code;
  };
}
