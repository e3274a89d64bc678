/** What a suspicion freezes: the meal, its samples, and the lots known to be in its dishes. */

import type { Envelope, Kit, KitMeal, Uuid } from "../types";

export interface Frozen {
  meal_ids: Uuid[];
  sample_ids: Uuid[];
  lot_uris: string[];
}

/** `cooked` are records of step 2 on this phone; those of other phones come with the kit. */
export function frozenBy(kit: Kit, meal: KitMeal, cooked: readonly Envelope[]): Frozen {
  const dishes = new Set(meal.dishes.map((dish) => dish.id));
  const here = cooked.filter(({ body }) => dishes.has(String(body["dish_id"])));
  const used = new Set([
    ...meal.dishes.flatMap((dish) => dish.cooked.flatMap((act) => act.lots ?? [])),
    ...here.flatMap(({ body }) =>
      ((body["lots"] as { line_id: Uuid }[] | undefined) ?? []).map((lot) => lot.line_id),
    ),
  ]);
  const lines = kit.lines.filter((line) => used.has(line.id) || used.has(line.record));
  const samples = kit.samples.filter((one) => one.meal === meal.id && one.destroyed_at === null);
  return {
    meal_ids: [meal.id],
    sample_ids: samples.map((one) => one.id),
    lot_uris: [...new Set(lines.map((line) => line.lot_uri).filter(Boolean))],
  };
}
