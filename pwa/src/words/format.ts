import type { Instant } from "../types";
import { language, t } from ".";

/** The kitchens' clock, whatever the phone believes: Vietnam has no summer time. */
const ZONE_MS = 7 * 3_600_000;

/** A number as people here write it: 12.5 → «12,5», 1200 → «1.200». */
export function shown(decimal: string): string {
  const [whole = "", part] = decimal.split(".");
  const [group, comma] = language.value === "vi" ? [".", ","] : [",", "."];
  const grouped = whole.replace(/^-/, "−").replace(/\B(?=(\d{3})+$)/g, group);
  return part === undefined ? grouped : `${grouped}${comma}${part}`;
}

const UNITS: Record<string, string> = { KGM: "kg", GRM: "g", LTR: "l", MLT: "ml" };

export function unit(code: string): string {
  return code === "H87" ? t("unit.piece") : (UNITS[code] ?? code);
}

export function amount(decimal: string, uom: string): string {
  return `${shown(decimal.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""))} ${unit(uom)}`;
}

/** As records write a moment: kitchen time with its offset, to the second. */
export function localInstant(at: Date): Instant {
  return `${new Date(at.getTime() + ZONE_MS).toISOString().slice(0, 19)}+07:00`;
}

/** 06:05 */
export function clock(at: Date | Instant): string {
  return localInstant(new Date(at)).slice(11, 16);
}

/** 21/11/2026 */
export function date(at: Date | string): string {
  const day = typeof at === "string" && at.length === 10 ? at : localInstant(new Date(at));
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** The hour alone today, else with its day: «21/11 06:05». */
export function when(at: Date | Instant, now: Date): string {
  const day = localInstant(new Date(at)).slice(0, 10);
  return day === localInstant(now).slice(0, 10)
    ? clock(at)
    : `${date(day).slice(0, 5)} ${clock(at)}`;
}

/** How long, in the two units that matter: 130 → «2 giờ 10 phút». */
export function late(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor(whole / 60) % 24, whole % 60];
  if (days > 0)
    return join(t("span.days", { n: days }), hours > 0 && t("span.hours", { n: hours }));
  if (hours > 0)
    return join(t("span.hours", { n: hours }), rest > 0 && t("span.minutes", { n: rest }));
  return t("span.minutes", { n: rest });
}

function join(...parts: (string | false)[]): string {
  return parts.filter(Boolean).join(" ");
}

/** How long ago, or how long until. */
export function since(at: Instant | Date, now: Date): string {
  return late(Math.abs(now.getTime() - new Date(at).getTime()) / 60_000);
}

/** For searching: without capitals and marks, since nobody types them in a hurry. */
export function plain(text: string): string {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "");
  return bare.toLowerCase().replaceAll("đ", "d").trim();
}

/** The first letters of the last two words: «Lò Thị Mai» → «TM», since the last is the given name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return words
    .slice(-2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
}
