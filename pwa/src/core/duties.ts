/**
 * What the kitchen owes today: the same timetable as the server's rule book (P2-schedule, R0-who,
 * R5-fridge-readings), counted back from the planned start of eating. Nothing here is stored.
 */

import type { Instant, Kit, KitDish, KitFridge, KitMeal, Uuid } from "../types";

export type Step = "receive" | "cook" | "check" | "sample" | "eat" | "fridge";

export type DutyState =
  | "not_owed"
  | "not_due"
  | "due"
  | "late"
  | "done"
  | "done_late"
  | "failed"
  | "missing";

export interface Duty {
  step: Step;
  state: DutyState;
  dish: Uuid | null;
  /** What the form is about: dish, meal or fridge. */
  subject: Uuid;
  name: string;
  opens_at: Instant;
  due_at: Instant;
}

export interface MealDuties {
  meal: KitMeal;
  duties: Duty[];
}

export interface DayDuties {
  meals: MealDuties[];
  fridges: Duty[];
  /** What to do now, the most urgent first. */
  waiting: Duty[];
  /** Where the app opens; null if nothing is due. */
  next: Duty | null;
  /** What comes after that. */
  later: Duty | null;
  /** What nobody did in its time, or what did not pass. */
  amiss: Duty[];
}

const MINUTE = 60_000;
/** Minutes before eating: from when, and until when. */
const WINDOWS: Record<Exclude<Step, "fridge">, [number, number]> = {
  receive: [480, 120],
  cook: [240, 30],
  check: [90, 0],
  sample: [90, 0],
  eat: [15, -15],
};
const MEAL_LASTS = 120;
/** From so many portions samples are owed. */
const SAMPLE_PORTIONS = 30;
const ORDER: Step[] = ["receive", "fridge", "cook", "check", "sample", "eat"];

/** A day of Vietnam, which knows no summer time. */
export function localDay(at: Date | number): string {
  return new Date(Number(at) + 7 * 60 * MINUTE).toISOString().slice(0, 10);
}

export function dutiesOf(kit: Kit, now: Date): DayDuties {
  const day = localDay(now);
  const today = kit.meals.filter((meal) => meal.date === day);
  const meals = today
    .map((meal) => ({ meal, duties: mealDuties(kit, meal, now.getTime()) }))
    .sort((a, b) => Date.parse(a.meal.eating_at) - Date.parse(b.meal.eating_at));
  const fridges = kit.fridges.flatMap((fridge) => fridgeDuties(fridge, today, now.getTime()));
  const all = [...meals.flatMap((one) => one.duties), ...fridges].sort(
    (a, b) =>
      Date.parse(a.due_at) - Date.parse(b.due_at) || ORDER.indexOf(a.step) - ORDER.indexOf(b.step),
  );
  const waiting = all.filter(({ state }) => state === "due" || state === "late");
  const amiss = all.filter(({ state }) => state === "missing" || state === "failed");
  const [later = null] = all
    .filter(({ state }) => state === "not_due")
    .sort((a, b) => Date.parse(a.opens_at) - Date.parse(b.opens_at));
  return { meals, fridges, waiting, amiss, later, next: waiting[0] ?? null };
}

const times = (acts: { at: Instant }[]): number[] => acts.map((act) => Date.parse(act.at));

function mealDuties(kit: Kit, meal: KitMeal, now: number): Duty[] {
  const received = kit.lines
    .map((line) => Date.parse(line.received_at))
    .filter((at) => localDay(at) === meal.date);
  const started = meal.started_at ? [Date.parse(meal.started_at)] : [];
  return [
    judged(meal, null, "receive", received, now),
    ...meal.dishes.flatMap((dish) => dishDuties(kit, meal, dish, now)),
    judged(meal, null, "eat", started, now),
  ];
}

function dishDuties(kit: Kit, meal: KitMeal, dish: KitDish, now: number): Duty[] {
  const stopped = dish.checked.some((act) => act.decision === "stop");
  const samples = kit.samples.filter((sample) => sample.dish === dish.id);
  const taken = samples.map((one) => Date.parse(one.taken_at));
  const cook = judged(meal, dish, "cook", times(dish.cooked), now);
  const check = judged(meal, dish, "check", times(dish.checked), now);
  const sample = judged(meal, dish, "sample", taken, now);
  if (dish.cooked.some((act) => !act.passed)) cook.state = "failed";
  if (stopped) check.state = "failed";
  if (stopped && dish.cooked.length === 0) cook.state = "not_owed";
  const owed = meal.portions >= SAMPLE_PORTIONS && !stopped;
  if (!owed && samples.length === 0) sample.state = "not_owed";
  return [cook, check, sample];
}

function judged(
  meal: KitMeal,
  dish: KitDish | null,
  step: Exclude<Step, "fridge">,
  done: number[],
  now: number,
): Duty {
  const eats = Date.parse(meal.eating_at);
  const [opens, due] = WINDOWS[step].map((minutes) => eats - minutes * MINUTE) as [number, number];
  const over = Date.parse(meal.started_at ?? meal.eating_at) + MEAL_LASTS * MINUTE;
  return {
    step,
    state: stateOf(done, { opens, due, over, now }),
    dish: dish?.id ?? null,
    subject: dish?.id ?? meal.id,
    name: dish?.name ?? "",
    opens_at: new Date(opens).toISOString(),
    due_at: new Date(due).toISOString(),
  };
}

function stateOf(
  done: number[],
  { opens, due, over, now }: { opens: number; due: number; over: number; now: number },
): DutyState {
  if (done.length > 0) return Math.min(...done) > due ? "done_late" : "done";
  if (now > over) return "missing";
  if (now > due) return "late";
  return now >= opens ? "due" : "not_due";
}

/** Each fridge is read before the first meal and after the last; without a meal once a day. */
function fridgeDuties(fridge: KitFridge, meals: KitMeal[], now: number): Duty[] {
  const eats = meals.map((meal) => Date.parse(meal.eating_at));
  const starts = Date.parse(`${localDay(now)}T00:00:00+07:00`);
  const over = starts + 24 * 60 * MINUTE;
  const read = fridge.last ? Date.parse(fridge.last.at) : 0;
  const last = read < over ? read : 0; // a clock set ahead read no fridge of today
  const duty = (opens: number, due: number, done: boolean): Duty => ({
    step: "fridge",
    state: stateOf(done ? [Math.min(last, due)] : [], { opens, due, over, now }),
    dish: null,
    subject: fridge.id,
    name: fridge.name,
    opens_at: new Date(opens).toISOString(),
    due_at: new Date(due).toISOString(),
  });
  if (eats.length === 0) return [duty(starts, over, last >= starts)];
  const first = Math.min(...eats);
  const end = Math.max(...eats);
  const before = duty(Math.max(starts, first - 480 * MINUTE), first, last >= starts);
  return [before, duty(end, end + MEAL_LASTS * MINUTE, last >= end)];
}
