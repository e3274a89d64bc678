/** Whether a scanned or chosen thing is held or recalled. */

import type { Kit, Stop } from "../types";

/** `what`: a code, a lot URI, or the id of a lot, sample or meal. Asks all names the thing has. */
export function stopOf(kit: Kit, what: string): Stop | null {
  const spell = speller(kit.identifier_host);
  const asked = spell(what);
  if (!asked) return null;
  const wanted = new Set([asked]);
  const add = (own: string[], more: string[] = []) => {
    const names = own.map(spell);
    if (names.includes(asked)) for (const name of [...names, ...more.map(spell)]) wanted.add(name);
  };
  for (const line of kit.lines) {
    add([line.id, line.record, line.lot_uri, line.lot_code, line.label]);
  }
  for (const sample of kit.samples) {
    // A reusable box that was emptied holds nothing any more.
    const box = sample.destroyed_at === null ? sample.box : "";
    add([sample.id, sample.record, sample.uri, sample.code, box], [sample.meal]);
  }
  wanted.delete("");
  const isOn = (stop: Stop) => [stop.of, ...stop.codes].some((name) => wanted.has(spell(name)));
  return kit.stop_list.stops.find(isOn) ?? null;
}

/** One spelling of a code: as printed, as spoken, alone or in our own address. */
function speller(host: string): (text: string) => string {
  const ours = ["obj", "class", "loc"].map((kind) => `https://${host}/${kind}/`.toLowerCase());
  return (text) => {
    const small = text.trim().toLowerCase();
    const stem = ours.find((one) => small.startsWith(one)) ?? "";
    return small.slice(stem.length).replaceAll("-", "");
  };
}
