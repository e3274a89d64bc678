/** One kitchen at noon, for all tests. */

import type { Envelope, Kit, KitDish, KitLine, KitMeal, KitSample, RecordKind } from "../src/types";

export const COOK = "0190d000-0000-7000-8000-0000000000c1";
export const MANAGER = "0190d000-0000-7000-8000-0000000000c2";
export const KITCHEN = "0190d000-0000-7000-8000-0000000000a1";
export const MEAL = "meal-1";
export const RICE = "dish-rice";
export const SOUP = "dish-soup";
export const FRIDGE = "fridge-1";
/** Eating starts at 10:45 in Vietnam. */
export const EATING_AT = "2026-11-21T03:45:00.000Z";

export function dishOf(over: Partial<KitDish> = {}): KitDish {
  return {
    id: RICE,
    name: "Cơm",
    matter: "solid",
    planned_ingredients: "gạo",
    cooked: [],
    checked: [],
    ...over,
  };
}

export function mealOf(over: Partial<KitMeal> = {}): KitMeal {
  return {
    id: MEAL,
    date: "2026-11-21",
    meal: "lunch",
    eating_at: EATING_AT,
    portions: 120,
    started_at: null,
    dishes: [dishOf(), dishOf({ id: SOUP, name: "Canh bí", matter: "liquid" })],
    ...over,
  };
}

export function lineOf(over: Partial<KitLine> = {}): KitLine {
  return {
    id: "line-1",
    record: "line-1",
    lot_uri: "https://nguon.example/class/01234567890",
    lot_code: "0123-4567-890",
    label: "",
    product: null,
    name: "Thịt lợn",
    group: "fresh_frozen",
    amount: "12.5",
    uom: "KGM",
    supplier: "HTX Thanh Nưa",
    supplier_name_id: 7,
    organisation: "org-1",
    received_at: "2026-11-20T23:00:00.000Z",
    expiry_date: null,
    decision: "accepted",
    ...over,
  };
}

export function sampleOf(over: Partial<KitSample> = {}): KitSample {
  return {
    id: "sample-1",
    record: "sample-1",
    dish: RICE,
    dish_name: "Cơm",
    meal: MEAL,
    meal_date: "2026-11-21",
    amount: "110",
    uom: "GRM",
    container: "hộp inox",
    code: "ZZZZ-0000-A8",
    uri: "https://nguon.example/obj/ZZZZ0000A8",
    box: "",
    sealed: true,
    fridge: FRIDGE,
    taken_at: "2026-11-21T03:30:00.000Z",
    may_destroy_at: "2026-11-24T03:45:00.000Z",
    held: false,
    destroyed_at: null,
    ...over,
  };
}

export function kitOf(over: Partial<Kit>): Kit {
  return {
    version: "kit-1",
    kitchen: { id: KITCHEN, name: "Bếp Nà Tấu", school: "PTDTBT Nà Tấu", commune: "Nà Tấu" },
    device: { id: "device-1", name: "Điện thoại bếp" },
    identifier_host: "nguon.example",
    limits: {
      sample_hours: 72,
      solid_grams: "100",
      liquid_millilitres: "150",
      core_celsius: "75",
      on_time_minutes: 15,
    },
    people: [
      { id: COOK, name: "Lò Thị Xuân", roles: ["cook"], acts: [], pin: null },
      {
        id: MANAGER,
        name: "Quàng Văn Toàn",
        roles: ["manager"],
        acts: [],
        // The PIN 4826, as Python's hashlib makes it: see pin.test.ts.
        pin: {
          salt: "AAECAwQFBgcICQoLDA0ODw==",
          iterations: 1000,
          hash: "soIe0i9gc3wA7rywG1gkeLcV1MsdorE+O5j/qdNT6Io=",
        },
      },
    ],
    meals: [mealOf()],
    suppliers: [],
    lines: [],
    fridges: [
      {
        id: FRIDGE,
        name: "Tủ mẫu",
        kind: "sample",
        code: "",
        low: "2",
        high: "8",
        last: null,
      },
    ],
    samples: [],
    stop_list: { version: "stops-1", stops: [] },
    warnings: [],
    calls: [],
    ...over,
  };
}

let seq = 0;

export function envelopeOf(
  type: RecordKind,
  body: Record<string, unknown>,
  over: Partial<Envelope> = {},
): Envelope {
  seq += 1;
  return {
    id: `record-${seq}`,
    type,
    schema_v: 1,
    kitchen: KITCHEN,
    actor: COOK,
    identified_by: "tile",
    device: "device-1",
    claimed_at: "2026-11-21T03:00:00.000Z",
    offset_ms: 0,
    contact_at: null,
    mono_ms: 0,
    boot_id: "boot-1",
    seq,
    build: "test",
    photos: [],
    body,
    ...over,
  };
}
