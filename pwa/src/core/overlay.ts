/**
 * The kit with what this phone wrote since laid over it: what the screens show.
 *
 * Pure and idempotent: a record that the kit tells already changes nothing. Where phone and kit
 * might disagree, the careful side wins: a hold is never lifted here.
 */

import type {
  Check,
  Envelope,
  Instant,
  Kit,
  KitDish,
  KitFridge,
  KitLine,
  KitMeal,
  KitSample,
  Stop,
  Uuid,
} from "../types";

export interface Local {
  envelope: Envelope;
  /** Identifier and code of the new lot or box, as the server will make them. */
  made?: { uri: string; code: string } | undefined;
}

/** Times of the body are true; without one it is that of saving, less the clock's error. */
function trueTime(envelope: Envelope, at: unknown): Instant {
  const said = Date.parse(String(at));
  const saved = Date.parse(envelope.claimed_at) - (envelope.offset_ms ?? 0);
  return new Date(Number.isNaN(said) ? saved : said).toISOString();
}

/** `known` are all records on this phone, also those that the kit tells already. */
export function overlay(kit: Kit, locals: readonly Local[], known: readonly Envelope[] = []): Kit {
  const gone = new Set(locals.flatMap(({ envelope }) => replacedBy(envelope)));
  const inOrder = locals
    .filter(({ envelope }) => !gone.has(envelope.id))
    .sort((a, b) => a.envelope.seq - b.envelope.seq);
  const replaced = new Set([...gone, ...known.map((one) => one.supersedes)]);
  const readings = known.filter((one) => one.type === "fridge_reading" && !replaced.has(one.id));
  const before = known
    .filter((one) => gone.has(one.id))
    .reduce((now, old) => safely(now, () => takenBack(now, old, readings)), kit);
  return settled(inOrder.reduce((now, one) => safely(now, () => apply(now, one)), before));
}

/** A record that cannot be read, by an older app or out of a bug, must not close the kitchen. */
function safely(kit: Kit, deed: () => Kit): Kit {
  try {
    return deed();
  } catch {
    return kit;
  }
}

/** Lines, dishes and samples are replaced in place, for they have a chain; the others vanish. */
function replacedBy({ supersedes, type }: Envelope): Uuid[] {
  const chained = ["delivery_line", "dish_cooked", "dish_checked", "sample_taken"];
  return supersedes && !chained.includes(type) ? [supersedes] : [];
}

function apply(kit: Kit, local: Local): Kit {
  switch (local.envelope.type) {
    case "delivery_line":
      return { ...kit, lines: withLine(kit, local) };
    case "dish_cooked":
    case "dish_checked":
    case "eating_started":
      return { ...kit, meals: kit.meals.map((meal) => withMealAct(meal, local.envelope)) };
    case "sample_taken":
      return { ...kit, samples: withSample(kit, local) };
    case "sample_destroyed":
      return { ...kit, samples: kit.samples.map((one) => withEnd(one, local.envelope)) };
    case "fridge_reading":
      return { ...kit, fridges: withReading(kit.fridges, local.envelope) };
    case "hold":
      return { ...kit, stop_list: withStops(kit, local.envelope) };
    case "withdrawn":
      return without(kit, local.envelope.supersedes ?? "");
    default:
      return kit; // a kind of a newer app
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);

function names(one: { id: Uuid; record: Uuid }, id: unknown): boolean {
  return one.id === id || one.record === id;
}

function withLine(kit: Kit, { envelope, made }: Local): KitLine[] {
  if (kit.lines.some((line) => line.record === envelope.id)) return kit.lines;
  const body = envelope.body as Record<string, never>;
  const source = (body["source"] ?? {}) as { name_id?: number; name?: string };
  const supplier = kit.suppliers.find((one) => one.name_id === source.name_id);
  const old = kit.lines.find((line) => names(line, envelope.supersedes));
  const line: KitLine = {
    id: old?.id ?? envelope.supersedes ?? envelope.id,
    record: envelope.id,
    lot_uri: made?.uri ?? old?.lot_uri ?? "",
    lot_code: made?.code ?? old?.lot_code ?? "",
    label: text(body["label"]) || (old?.label ?? ""),
    product: text(body["product_id"]) || null,
    name: text(body["product_name"]),
    group: body["group"] ?? "fresh_frozen",
    amount: String(body["amount"]),
    uom: text(body["uom"]),
    supplier: supplier?.name ?? text(source.name),
    supplier_name_id: source.name_id ?? null,
    organisation: supplier?.organisation ?? null,
    received_at: trueTime(envelope, body["received_at"]),
    expiry_date: text(body["expiry_date"]) || null,
    decision: body["decision"] ?? "accepted",
  };
  return [line, ...kit.lines.filter((one) => one !== old)];
}

const CHECKS = ["people", "tools", "area", "sensory"];

function withMealAct(meal: KitMeal, envelope: Envelope): KitMeal {
  const { body } = envelope;
  if (envelope.type === "eating_started") {
    if (body["meal_id"] !== meal.id) return meal;
    if (meal.started_at !== null && !envelope.supersedes) return meal;
    return { ...meal, started_at: trueTime(envelope, body["started_at"]) };
  }
  if (!meal.dishes.some((dish) => dish.id === body["dish_id"])) return meal;
  const dishes = meal.dishes.map((dish) =>
    dish.id === body["dish_id"] ? withDishAct(dish, envelope) : dish,
  );
  return { ...meal, dishes };
}

function withDishAct(dish: KitDish, envelope: Envelope): KitDish {
  const { id: record, body, supersedes } = envelope;
  if (envelope.type === "dish_cooked") {
    const passed = CHECKS.every((check) => (body[check] as Check) === "pass");
    const at = trueTime(envelope, body["cook_done_at"]);
    return { ...dish, cooked: joined(dish.cooked, { record, at, passed }, supersedes) };
  }
  const decision = body["decision"] === "stop" ? ("stop" as const) : ("serve" as const);
  const at = trueTime(envelope, body["portioned_at"]);
  return { ...dish, checked: joined(dish.checked, { record, at, decision }, supersedes) };
}

function joined<A extends { record: Uuid }>(acts: A[], act: A, supersedes?: Uuid): A[] {
  if (acts.some((one) => one.record === act.record)) return acts;
  return [...acts.filter((one) => one.record !== supersedes), act];
}

function withSample(kit: Kit, { envelope, made }: Local): KitSample[] {
  if (kit.samples.some((sample) => sample.record === envelope.id)) return kit.samples;
  const { body } = envelope;
  const old = kit.samples.find((sample) => names(sample, envelope.supersedes));
  const meal = kit.meals.find((one) => one.dishes.some((dish) => dish.id === body["dish_id"]));
  const dish = meal?.dishes.find((one) => one.id === body["dish_id"]);
  const taken_at = trueTime(envelope, body["taken_at"]);
  const sample: KitSample = {
    id: old?.id ?? envelope.supersedes ?? envelope.id,
    record: envelope.id,
    dish: text(body["dish_id"]),
    dish_name: dish?.name ?? old?.dish_name ?? "",
    meal: meal?.id ?? old?.meal ?? "",
    meal_date: meal?.date ?? old?.meal_date ?? taken_at.slice(0, 10),
    amount: String(body["amount"]),
    uom: text(body["uom"]),
    container: text(body["container"]),
    code: made?.code ?? old?.code ?? "",
    uri: made?.uri ?? old?.uri ?? "",
    box: text(body["box"]),
    sealed: body["sealed"] === true,
    fridge: text(body["fridge_id"]) || null,
    taken_at,
    may_destroy_at: null,
    held: old?.held ?? false,
    destroyed_at: old?.destroyed_at ?? null,
  };
  return [...kit.samples.filter((one) => one !== old), sample];
}

function withEnd(sample: KitSample, envelope: Envelope): KitSample {
  if (!names(sample, envelope.body["sample_id"])) return sample;
  if (sample.destroyed_at !== null && !envelope.supersedes) return sample;
  return { ...sample, destroyed_at: trueTime(envelope, envelope.body["destroyed_at"]) };
}

function withReading(fridges: KitFridge[], envelope: Envelope): KitFridge[] {
  const at = trueTime(envelope, envelope.body["read_at"]);
  const last = { celsius: String(envelope.body["celsius"]), at };
  return fridges.map((fridge) => {
    const newer = !fridge.last || Date.parse(fridge.last.at) <= Date.parse(at);
    return fridge.id === envelope.body["fridge_id"] && newer ? { ...fridge, last } : fridge;
  });
}

function withStops(kit: Kit, envelope: Envelope): Kit["stop_list"] {
  const { body } = envelope;
  const since = trueTime(envelope, body["held_at"]);
  const stop = (kind: Stop["kind"], of: string, name = "", codes: string[] = []): Stop => {
    const frame = { reason: text(body["cause"]), since, source: "hold" as const };
    return { ...frame, kind, of, codes: codes.filter(Boolean), name };
  };
  const lots = texts(body["lot_uris"]).map((of) => {
    const lines = kit.lines.filter((line) => line.lot_uri === of);
    return stop(
      "lot",
      of,
      lines[0]?.name,
      lines.flatMap((line) => [line.lot_code, line.label]),
    );
  });
  const samples = texts(body["sample_ids"]).map((of) => {
    const sample = kit.samples.find((one) => names(one, of));
    return stop("sample", of, sample?.dish_name, [sample?.code ?? "", sample?.box ?? ""]);
  });
  const meals = texts(body["meal_ids"]).map((of) => {
    const dishes = kit.meals.find((meal) => meal.id === of)?.dishes ?? [];
    return stop("meal", of, dishes.map((dish) => dish.name).join(", "));
  });
  const known = new Set(kit.stop_list.stops.map((stop) => `${stop.kind} ${stop.of}`));
  const fresh = [...lots, ...samples, ...meals].filter((s) => !known.has(`${s.kind} ${s.of}`));
  return { ...kit.stop_list, stops: [...kit.stop_list.stops, ...fresh] };
}

function without(kit: Kit, id: Uuid): Kit {
  const meals = kit.meals.map((meal) => ({
    ...meal,
    dishes: meal.dishes.map((dish) => ({
      ...dish,
      cooked: dish.cooked.filter((act) => act.record !== id),
      checked: dish.checked.filter((act) => act.record !== id),
    })),
  }));
  const lines = kit.lines.filter((line) => !names(line, id));
  const samples = kit.samples.filter((sample) => sample.held || !names(sample, id));
  return { ...kit, meals, lines, samples };
}

/**
 * The kit without what a record told it that is corrected or withdrawn since. Starts, ends and
 * readings stand in the kit without their record: their times tell which they are.
 */
function takenBack(kit: Kit, { body }: Envelope, readings: Envelope[]): Kit {
  const wasAt = (at: Instant | null | undefined, name: string) =>
    !!at && Date.parse(at) === Date.parse(String(body[name]));
  const begun = kit.meals.find(
    (meal) => meal.id === body["meal_id"] && wasAt(meal.started_at, "started_at"),
  );
  const meals = kit.meals.map((one) => (one === begun ? { ...one, started_at: null } : one));
  const samples = kit.samples.map((one) => {
    const ended = names(one, body["sample_id"]) && wasAt(one.destroyed_at, "destroyed_at");
    if (ended) return { ...one, destroyed_at: null };
    return begun && one.meal === begun.id ? { ...one, may_destroy_at: null } : one;
  });
  const read = kit.fridges.find(
    (one) => one.id === body["fridge_id"] && wasAt(one.last?.at, "read_at"),
  );
  const fridges = kit.fridges.map((one) => (one === read ? { ...one, last: null } : one));
  const others = readings.filter((one) => one.body["fridge_id"] === read?.id);
  return { ...kit, meals, samples, fridges: others.reduce(withReading, fridges) };
}

const HOUR_MS = 3_600_000;

/** What follows from the rest: whether a box is held, and when a new one may go. */
function settled(kit: Kit): Kit {
  const stopped = new Set(kit.stop_list.stops.map((stop) => stop.of));
  const started = new Map(kit.meals.map((meal) => [meal.id, meal.started_at]));
  const samples = kit.samples.map((sample) => {
    const held =
      sample.held || [sample.id, sample.record, sample.meal].some((id) => stopped.has(id));
    const eaten = started.get(sample.meal);
    if (sample.may_destroy_at !== null || !eaten) return { ...sample, held };
    const from = Math.max(Date.parse(sample.taken_at), Date.parse(eaten));
    const may_destroy_at = new Date(from + kit.limits.sample_hours * HOUR_MS).toISOString();
    return { ...sample, held, may_destroy_at };
  });
  return { ...kit, samples };
}
