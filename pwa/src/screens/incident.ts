/** What a suspicion freezes: the meal, its samples, and the lots known to be in its dishes. */

import type { Day, Envelope, Instant, Kit, KitMeal, Uuid } from "../types";

export interface Suspect {
  id: Uuid;
  date: Day;
  /** null for a meal that the kit names only by its samples. */
  meal: KitMeal | null;
  dishes: { id: Uuid; name: string }[];
}

export interface Frozen {
  meal_ids: Uuid[];
  sample_ids: Uuid[];
  lot_uris: string[];
}

const RECENT_MS = 48 * 3_600_000;

/** Meals somebody may have eaten of, the newest first: recent ones, and all whose samples lie here. */
export function suspectsOf(kit: Kit, now: Date): Suspect[] {
  const begun = (meal: KitMeal) => {
    const eats: Instant = meal.started_at ?? meal.eating_at;
    const age = now.getTime() - Date.parse(eats);
    const touched = meal.started_at !== null || meal.dishes.some((dish) => dish.cooked.length > 0);
    return age < RECENT_MS && (age >= 0 || touched);
  };
  const known = new Map<Uuid, Suspect>();
  for (const meal of kit.meals) {
    if (begun(meal))
      known.set(meal.id, { id: meal.id, date: meal.date, meal, dishes: meal.dishes });
  }
  for (const sample of kit.samples) {
    if (sample.destroyed_at !== null) continue;
    const { meal, meal_date, dish, dish_name } = sample;
    const suspect = known.get(meal) ?? { id: meal, date: meal_date, meal: null, dishes: [] };
    const rest = suspect.dishes.filter((one) => one.id !== dish);
    known.set(meal, { ...suspect, dishes: [...rest, { id: dish, name: dish_name }] });
  }
  const at = ({ meal, date }: Suspect) => meal?.eating_at ?? date;
  return [...known.values()].sort((a, b) => Date.parse(at(b)) - Date.parse(at(a)));
}

/** `cooked` are records of step 2 on this phone; those of other phones come with the kit. */
export function frozenBy(kit: Kit, { id, meal, dishes }: Suspect, cooked: Envelope[]): Frozen {
  const ids = new Set(dishes.map((dish) => dish.id));
  const here = cooked.filter(({ body }) => ids.has(String(body["dish_id"])));
  const lots = here.flatMap(({ body }) => (body["lots"] ?? []) as { line_id: Uuid }[]);
  const there = meal?.dishes.flatMap((dish) => dish.cooked.flatMap((act) => act.lots ?? [])) ?? [];
  const used = new Set([...there, ...lots.map((lot) => lot.line_id)]);
  const lines = kit.lines.filter((line) => used.has(line.id) || used.has(line.record));
  const samples = kit.samples.filter((one) => one.meal === id && one.destroyed_at === null);
  return {
    meal_ids: [id],
    sample_ids: samples.map((one) => one.id),
    lot_uris: [...new Set(lines.map((line) => line.lot_uri).filter(Boolean))],
  };
}
