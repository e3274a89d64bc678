import { describe, expect, test } from "vitest";
import { type DutyState, dutiesOf, localDay, type Step } from "../src/core/duties";
import type { Kit } from "../src/types";
import { dishOf, EATING_AT, FRIDGE, kitOf, lineOf, MEAL, mealOf, RICE, sampleOf } from "./cast";

const MINUTE = 60_000;
const EATS = Date.parse(EATING_AT);
const at = (minutes: number) => new Date(EATS + minutes * MINUTE);
const iso = (minutes: number) => at(minutes).toISOString();

const ONE_DISH = kitOf({ meals: [mealOf({ dishes: [dishOf()] })] });

function withDish(over: Parameters<typeof dishOf>[0], more: Partial<Kit> = {}): Kit {
  return kitOf({ meals: [mealOf({ dishes: [dishOf(over)] })], ...more });
}

function stateOf(kit: Kit, step: Step, minutes: number): DutyState | undefined {
  return dutiesOf(kit, at(minutes)).meals[0]?.duties.find((duty) => duty.step === step)?.state;
}

// The windows of the rule book (P2-schedule); the same table stands in the server's tests.
test.each<[Step, number, number]>([
  ["receive", 480, 120],
  ["cook", 240, 30],
  ["check", 90, 0],
  ["sample", 90, 0],
  ["eat", 15, -15],
])("%s opens %d minutes before eating and is due %d before", (step, opens, due) => {
  const states = [-opens - 1, -opens, -due, -due + 1, 120, 121].map((minute) =>
    stateOf(ONE_DISH, step, minute),
  );
  expect(states).toEqual(["not_due", "due", "due", "late", "late", "missing"]);
});

test("what is missed or failed stays to be seen, and what comes next is told", () => {
  const kit = withDish({ cooked: [{ record: "r", at: iso(-60), passed: false }] });
  const tell = (minutes: number) => {
    const { next, later, amiss } = dutiesOf(kit, at(minutes));
    return [next?.step, later?.step, amiss.map((duty) => duty.step)];
  };
  expect(tell(-60 * 9)).toEqual([undefined, "receive", ["cook"]]);
  const missed = ["receive", "cook", "check", "sample", "eat"];
  expect(tell(60 * 3)).toEqual(["fridge", undefined, missed]);
});

describe("a deed", () => {
  const cooked = (minutes: number, passed = true) => [{ record: "r", at: iso(minutes), passed }];
  const checked = (decision: "serve" | "stop") => [{ record: "r", at: iso(-20), decision }];
  test.each<[string, Kit, Step, DutyState]>([
    ["is done", withDish({ cooked: cooked(-60) }), "cook", "done"],
    ["is done late", withDish({ cooked: cooked(-10) }), "cook", "done_late"],
    ["failed", withDish({ cooked: cooked(-60, false) }), "cook", "failed"],
    ["was checked", withDish({ checked: checked("serve") }), "check", "done"],
    ["stopped the dish", withDish({ checked: checked("stop") }), "check", "failed"],
    ["is not owed by a stopped dish", withDish({ checked: checked("stop") }), "sample", "not_owed"],
    ["need not be done before", withDish({ checked: checked("stop") }), "cook", "not_owed"],
    ["is owed by the other dish", withDish({ checked: checked("serve") }), "sample", "late"],
    [
      "is not owed by a small meal",
      kitOf({ meals: [mealOf({ portions: 29 })] }),
      "sample",
      "not_owed",
    ],
    ["is owed from thirty on", kitOf({ meals: [mealOf({ portions: 30 })] }), "sample", "late"],
    ["took a sample", withDish({}, { samples: [sampleOf()] }), "sample", "done"],
    ["took goods in", withDish({}, { lines: [lineOf()] }), "receive", "done"],
    [
      "takes more than yesterday's goods",
      withDish({}, { lines: [lineOf({ received_at: iso(-24 * 60) })] }),
      "receive",
      "late",
    ],
    ["began the meal", kitOf({ meals: [mealOf({ started_at: iso(5) })] }), "eat", "done"],
  ])("%s", (_, kit, step, state) => {
    expect(stateOf(kit, step, 20)).toBe(state);
  });
});

describe("next", () => {
  test("is what ends soonest, and the earlier step of those that end together", () => {
    const { next, waiting } = dutiesOf(withDish({}), at(-60));
    expect(waiting.map((duty) => duty.step)).toEqual([
      "receive",
      "cook",
      "fridge",
      "check",
      "sample",
    ]);
    expect(next?.subject).toBe(MEAL);
  });
  test("is nothing when all is done", () => {
    expect(dutiesOf(kitOf({ meals: [], fridges: [] }), at(0)).next).toBe(null);
  });
  test("is nothing of another day", () => {
    const { meals, waiting } = dutiesOf(kitOf({ fridges: [] }), at(24 * 60));
    expect([meals, waiting]).toEqual([[], []]);
  });
});

describe("the fridge is read", () => {
  const kit = (read: number | null) => {
    const last = read === null ? null : { celsius: "4", at: iso(read) };
    return kitOf({ fridges: kitOf({}).fridges.map((fridge) => ({ ...fridge, last })) });
  };
  test.each<[string, number | null, number, DutyState[]]>([
    ["not in the night", null, -481, ["not_due", "not_due"]],
    ["before the shift", null, -480, ["due", "not_due"]],
    ["once so far", -100, -60, ["done", "not_due"]],
    ["again when all have eaten", -100, 1, ["done", "due"]],
    ["too late in the evening", -100, 121, ["done", "late"]],
    ["after the meal for the first time", 10, 20, ["done", "done"]],
    ["not by a clock that was years ahead", 1140 * 24 * 60, 20, ["late", "due"]],
  ])("%s", (_, read, now, states) => {
    const { fridges } = dutiesOf(kit(read), at(now));
    expect(fridges.map((duty) => duty.state)).toEqual(states);
    expect(fridges[0]?.subject).toBe(FRIDGE);
  });
  test("once on a day without a meal", () => {
    const empty = kitOf({ meals: [] });
    expect(dutiesOf(empty, at(0)).fridges.map((duty) => duty.state)).toEqual(["due"]);
  });
});

test("a dish with two records of one step has done it once", () => {
  const twice = [-60, -50].map((m) => ({ record: `${m}`, at: iso(m), passed: true }));
  const { duties } = dutiesOf(withDish({ cooked: twice }), at(0)).meals[0] ?? { duties: [] };
  expect(duties.filter((duty) => duty.step === "cook" && duty.subject === RICE)).toHaveLength(1);
});

test.each([
  ["2026-11-20T17:00:00Z", "2026-11-21"],
  ["2026-11-20T16:59:59Z", "2026-11-20"],
])("%s is on %s in Vietnam", (instant, day) => {
  expect(localDay(Date.parse(instant))).toBe(day);
});
