/**
 * GTIN and SSCC with what qualifies them, out of Digital Links and element strings.
 *
 * The same reading as `nguon.core.gs1`. Other keys do not stand on what a kitchen receives and are
 * not read; attributes that nobody uses are not judged.
 */
import type { Day } from "../types";

export interface Gs1 {
  /** The canonical Digital Link, as the server writes it. */
  uri: string;
  gtin?: string;
  lot?: string;
  serial?: string;
  sscc?: string;
  expiry?: Day;
}

type Pair = [ai: string, value: string];

const KEYS = new Set(
  "00 01 253 255 401 402 414 415 417 8003 8004 8006 8010 8013 8017 8018".split(" "),
);
const AI =
  /^(?:0[0-3]|1[0-35-7]|2[0-2]|30|37|9[0-9]|(?:23|24|25|40|41|42|71)\d|(?:3[1-69]|43|7[02]|8[0-2])\d\d)/;
const QUALIFIER = /^(?:10|21|22|235)$/;
const FNC1 = "\u001d";
/** How long values are whose length GS1 has fixed for ever; no FNC1 follows them. */
const FIXED: [RegExp, number][] = [
  [/^00$/, 18],
  [/^0[123]$/, 14],
  [/^1[1-9]$/, 6],
  [/^20$/, 2],
  [/^3[1-6]..$/, 6],
  [/^41/, 13],
];

export function hasCheckDigit(digits: string): boolean {
  let total = 0;
  for (let i = 0; i < digits.length; i++) total += Number(digits.at(-1 - i)) * (i % 2 ? 3 : 1);
  return total % 10 === 0;
}

/** 8, 12, 13 or 14 digits, filled up to 14. Shops' own numbers mean nothing anywhere else. */
export function readGtin(text: string): Gs1 | "form" | "check" | "restricted" {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return "form";
  if (!hasCheckDigit(text)) return "check";
  const gtin = text.padStart(14, "0");
  const local = gtin.startsWith("000000") ? /^.{6}([02]|97[7-9]|9[89])/ : /^0(02|04|2|98[0-4]|99)/;
  return local.test(gtin) ? "restricted" : { gtin, uri: link([["01", gtin]]) };
}

/** Without brackets, as symbols hold it, FNC1 first or left out; or with brackets, for people. */
export function readElements(text: string): Gs1 | null {
  const pairs = text.startsWith("(") ? bracketed(text) : raw(text);
  return pairs && named(pairs);
}

function raw(text: string): Pair[] | null {
  const pairs: Pair[] = [];
  let at = text.startsWith(FNC1) ? 1 : 0;
  while (at < text.length) {
    const ai = AI.exec(text.slice(at, at + 4))?.[0];
    if (!ai) return null;
    at += ai.length;
    const fixed = FIXED.find(([form]) => form.test(ai))?.[1] ?? text.length;
    const stop = text.indexOf(FNC1, at);
    const end = Math.min(stop < 0 ? text.length : stop, at + fixed);
    pairs.push([ai, text.slice(at, end)]);
    at = text[end] === FNC1 ? end + 1 : end;
  }
  return pairs;
}

function bracketed(text: string): Pair[] | null {
  if (!/^(?:\(\d{2,4}\)(?:\\.|[^(\\])*)+$/s.test(text)) return null;
  const found = text.matchAll(/\((\d{2,4})\)((?:\\.|[^(\\])*)/gs);
  return Array.from(found, ([, ai = "", value = ""]) => [ai, value.replaceAll("\\(", "(")]);
}

/** The key nearest to the end counts; its qualifiers follow it in their one order. */
export function readLink(text: string): Gs1 | null {
  const url = /^(?:https?|HTTPS?):\/\/[\w.~-]+(?::\d+)?(\/[^?#]*)(?:\?([^#]*))?(?:#.*)?$/.exec(
    text,
  );
  if (!url || !/^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text)) return null;
  const segments = (url[1] ?? "").split("/");
  let start = segments.length - 2;
  while (start > 0 && !KEYS.has(segments[start] ?? "")) start -= 2;
  if (start < 1) return null;
  const path: Pair[] = [];
  for (let i = start; i < segments.length; i += 2) {
    path.push([segments[i] ?? "", decode(segments[i + 1] ?? "")]);
  }
  const order = path.slice(1).map(([ai]) => ai);
  if (!/^(22)?,?(10)?,?(21)?$|^235$/.test(order.join())) return null;
  const query = (url[2] ?? "").split("&").flatMap((part): Pair[] => {
    const [, ai, value = ""] = /^(\d+)=(.*)$/.exec(part) ?? [];
    return ai ? [[ai, decode(value.replaceAll("+", " "))]] : [];
  });
  const outOfPlace = path[0]?.[0] === "01" && query.some(([ai]) => QUALIFIER.test(ai));
  const names = [...path, ...query].map(([ai]) => ai);
  return outOfPlace || new Set(names).size < names.length ? null : named([...path, ...query]);
}

function decode(text: string): string {
  return text.replace(/%([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number(`0x${hex}`)));
}

/** The thing that these AIs name; the finest of them is enough to tell it from all others. */
function named(pairs: Pair[]): Gs1 | null {
  const all = new Map(pairs);
  if (!pairs.every(([ai, value]) => all.get(ai) === value && isValue(ai, value))) return null;
  const key = pairs.find(([ai]) => KEYS.has(ai));
  const expiry = dayOf(all.get("17") ?? all.get("15") ?? "");
  if (key?.[0] === "00") return { uri: link([key]), sscc: key[1], ...(expiry && { expiry }) };
  const item = key?.[0] === "01" ? readGtin(key[1]) : "form";
  if (typeof item === "string") return null;
  const [lot, serial] = [all.get("10"), all.get("21")];
  const finest = ["21", "10", "22", "235"].find((ai) => all.has(ai));
  const uri = finest
    ? link([
        ["01", item.gtin ?? ""],
        [finest, all.get(finest) ?? ""],
      ])
    : item.uri;
  return {
    ...item,
    uri,
    ...(lot && { lot }),
    ...(serial && { serial }),
    ...(expiry && { expiry }),
  };
}

function isValue(ai: string, value: string): boolean {
  if (AI.exec(ai)?.[0] !== ai) return false;
  if (ai === "00") return /^\d{18}$/.test(value) && hasCheckDigit(value);
  if (/^1[157]$/.test(ai)) return dayOf(value) !== null;
  const longest = ai === "235" ? 28 : QUALIFIER.test(ai) ? 20 : 90;
  return value.length <= longest && /^[!"%-?A-Z_a-z]+$/.test(value);
}

/** YYMMDD; day 00 is the last of the month. Goods now in a kitchen are of this century. */
function dayOf(text: string): Day | null {
  const [, year, month, day] = /^(\d\d)(0[1-9]|1[0-2])(\d\d)$/.exec(text) ?? [];
  if (!year || !month) return null;
  const last = new Date(Date.UTC(2000 + Number(year), Number(month), 0)).getUTCDate();
  return Number(day) > last ? null : `20${year}-${month}-${day === "00" ? last : day}`;
}

function link(pairs: Pair[]): string {
  const hex = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  const encode = (value: string) => encodeURIComponent(value).replace(/[!'()*]/g, hex);
  return `https://id.gs1.org${pairs.map(([ai, value]) => `/${ai}/${encode(value)}`).join("")}`;
}
