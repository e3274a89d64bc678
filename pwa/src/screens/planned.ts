/** What the last delivery suggests for the next. A plan ticks nothing and weighs nothing. */

import type { Kit, KitGoods, KitLine, KitSupplier, Warning } from "../types";
import { localInstant, plain } from "../words/format";

export interface Planned {
  supplier: KitSupplier;
  goods: KitGoods;
  /** Lines of these goods that came today already. */
  today: KitLine[];
}

const dayOf = (instant: string) => localInstant(new Date(instant)).slice(0, 10);

/** The lines of each supplier's last delivery, the latest supplier first; open ones before done. */
export function plannedLines(kit: Kit, now: Date): Planned[] {
  const today = localInstant(now).slice(0, 10);
  const lines = [...kit.lines].sort((a, b) => b.received_at.localeCompare(a.received_at));
  const planned: Planned[] = [];
  for (const { supplier, day } of lastDays(kit, lines, today)) {
    const seen = new Set<string>();
    for (const line of lines) {
      const same = line.supplier_name_id === supplier.name_id && dayOf(line.received_at) === day;
      if (!same || seen.has(plain(line.name))) continue;
      seen.add(plain(line.name));
      planned.push({
        supplier,
        goods: goodsOf(supplier, line),
        today: lines.filter((one) => isSame(one, line) && dayOf(one.received_at) === today),
      });
    }
  }
  return planned.sort((a, b) => Number(a.today.length > 0) - Number(b.today.length > 0));
}

function lastDays(kit: Kit, lines: KitLine[], today: string) {
  return kit.suppliers
    .flatMap((supplier) => {
      const days = lines
        .filter((line) => line.supplier_name_id === supplier.name_id)
        .map((line) => dayOf(line.received_at));
      const day = days.find((one) => one < today) ?? days[0];
      return day === undefined ? [] : [{ supplier, day }];
    })
    .sort((a, b) => b.day.localeCompare(a.day));
}

function isSame(one: KitLine, other: KitLine): boolean {
  return one.supplier_name_id === other.supplier_name_id && plain(one.name) === plain(other.name);
}

/** Amounts and storage come with the supplier; a line that came only once has none of them. */
function goodsOf(supplier: KitSupplier, line: KitLine): KitGoods {
  const known = supplier.goods.find((goods) => plain(goods.name) === plain(line.name));
  const { product, name, group, uom, amount } = line;
  return known ?? { product, name, group, uom, storage: "", amounts: [amount] };
}

/** What sister kitchens said of this supplier, under any of its names, newest first. */
export function warningsOf(
  warnings: Warning[],
  source: { organisation: string | null; name: string },
): Warning[] {
  const name = plain(source.name);
  return warnings
    .filter(
      (one) =>
        (one.organisation !== null && one.organisation === source.organisation) ||
        (name !== "" && [one.supplier, ...one.names].some((other) => plain(other) === name)),
    )
    .sort((a, b) => b.at.localeCompare(a.at));
}
