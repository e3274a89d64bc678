import { describe, expect, test } from "vitest";
import { frozenBy, suspectsOf } from "../src/screens/incident";
import type { Envelope, Kit, KitDish, KitLine, KitMeal, KitSample } from "../src/types";

const NOW = new Date("2026-11-21T13:00:00+07:00");

const dish = (over: Partial<KitDish>): KitDish => ({
  id: "d1",
  name: "Canh chua",
  matter: "liquid",
  planned_ingredients: "",
  cooked: [],
  checked: [],
  ...over,
});

const meal = (over: Partial<KitMeal>): KitMeal => ({
  id: "m1",
  date: "2026-11-21",
  meal: "lunch",
  eating_at: "2026-11-21T10:45:00+07:00",
  portions: 150,
  started_at: null,
  dishes: [dish({})],
  ...over,
});

const sample = (over: Partial<KitSample>) =>
  ({
    id: "s1",
    dish: "d1",
    dish_name: "Canh chua",
    meal: "m1",
    meal_date: "2026-11-21",
    destroyed_at: null,
    ...over,
  }) as KitSample;

const line = (id: string, lot_uri: string) => ({ id, record: `${id}-2`, lot_uri }) as KitLine;

const kit = (over: Partial<Kit>) =>
  ({ meals: [], samples: [], lines: [], ...over }) as unknown as Kit;

const cooked = (dish_id: string, ...lines: string[]) =>
  ({ body: { dish_id, lots: lines.map((line_id) => ({ line_id })) } }) as unknown as Envelope;

describe("which meals may be suspected", () => {
  const names = (over: Partial<Kit>) => suspectsOf(kit(over), NOW).map((one) => one.id);

  test.each([
    ["eaten today", {}, ["m1"]],
    ["eaten two days ago", { eating_at: "2026-11-19T10:45:00+07:00" }, []],
    ["still to come", { eating_at: "2026-11-21T17:00:00+07:00" }, []],
    [
      "begun before its time",
      { eating_at: "2026-11-21T17:00:00+07:00", started_at: "2026-11-21T12:50:00+07:00" },
      ["m1"],
    ],
    [
      "tasted while cooking",
      {
        eating_at: "2026-11-21T17:00:00+07:00",
        dishes: [dish({ cooked: [{ record: "r", at: "", passed: true }] })],
      },
      ["m1"],
    ],
  ])("%s", (_, over, wanted) => expect(names({ meals: [meal(over)] })).toEqual(wanted));

  test("an older one as long as its samples are kept, after the newer", () => {
    const old = sample({ id: "s0", meal: "m0", meal_date: "2026-11-18", dish: "d0" });
    const gone = sample({ meal: "m9", destroyed_at: "2026-11-20T10:00:00+07:00" });
    const over = { meals: [meal({})], samples: [old, gone] };
    expect(
      suspectsOf(kit(over), NOW).map(({ id, meal: known, dishes }) => [id, known?.id, dishes]),
    ).toEqual([
      ["m1", "m1", meal({}).dishes],
      ["m0", undefined, [{ id: "d0", name: "Canh chua" }]],
    ]);
  });
});

describe("what a suspicion freezes", () => {
  const all = kit({
    meals: [
      meal({ dishes: [dish({ cooked: [{ record: "r", at: "", passed: true, lots: ["l1"] }] })] }),
    ],
    samples: [
      sample({}),
      sample({ id: "s2", destroyed_at: "x" }),
      sample({ id: "s3", meal: "m2" }),
    ],
    lines: [line("l1", "u1"), line("l2", "u2"), line("l3", "u2"), line("l4", "u4")],
  });
  const [suspect] = suspectsOf(all, NOW);

  test("the lots that any phone cooked from, each once, and the boxes that are left", () => {
    if (!suspect) throw new Error("no suspect");
    expect(frozenBy(all, suspect, [cooked("d1", "l2", "l3-2"), cooked("d7", "l4")])).toEqual({
      meal_ids: ["m1"],
      sample_ids: ["s1"],
      lot_uris: ["u1", "u2"],
    });
  });
});
