import { describe, expect, test } from "vitest";
import {
  type Anchor,
  anchorOf,
  corrected,
  errorOf,
  isImplausible,
  jump,
  proven,
  type Reading,
  refined,
  savedAt,
} from "../src/core/clock";
import { mayDestroy } from "../src/core/release";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 21, 5);

const at = (wall_ms: number, mono_ms: number, boot_id = "a"): Reading => ({
  wall_ms,
  mono_ms,
  boot_id,
});

/** Met at noon, one second into page life «a», with a phone that is `wrong` ahead. */
const met = (wrong = 0): Anchor => anchorOf(NOON, at(NOON + wrong, 1000), at(NOON + wrong, 1000));

test("half the round trip is taken off the phone's time", () => {
  const anchor = anchorOf(NOON, at(NOON + 500, 1000), at(NOON + 2500, 3000));
  expect(errorOf(anchor)).toBe(1500);
});

describe("a slower measurement", () => {
  const quick = anchorOf(NOON, at(NOON + 1000, 0), at(NOON + 1020, 20));
  test("keeps the finer error it does not contradict, and is the newer contact", () => {
    const slow = anchorOf(NOON + HOUR, at(NOON + HOUR, HOUR), at(NOON + HOUR + 8000, HOUR + 8000));
    const both = refined(quick, slow);
    expect([errorOf(both), both.server_ms]).toEqual([1010, NOON + HOUR]);
  });
  test("wins when the clock was turned in between", () => {
    const slow = anchorOf(NOON + HOUR, at(NOON, HOUR), at(NOON + 2000, HOUR + 2000));
    expect(errorOf(refined(quick, slow))).toBe(1000 - HOUR);
  });
});

describe("the true time", () => {
  test.each([
    ["of a right clock", 0, at(NOON + HOUR, 1000 + HOUR), NOON + HOUR],
    ["of a clock three days ahead", 3 * DAY, at(NOON + 3 * DAY + HOUR, 1000 + HOUR), NOON + HOUR],
    ["of a clock three days behind", -3 * DAY, at(NOON - 3 * DAY + HOUR, HOUR), NOON + HOUR],
    ["of a clock in 1970", -NOON, at(HOUR, 1000 + HOUR), NOON + HOUR],
    ["after the phone slept", 0, at(NOON + HOUR, 1000 + MINUTE), NOON + HOUR],
    ["after the clock was set back", 0, at(NOON - 2 * HOUR, 1000 + HOUR), NOON + HOUR],
    ["after a restart with a clock in 1970", 0, at(5000, 5000, "b"), NOON + 5000],
    ["a jitter below mono", 0, at(NOON + HOUR - 1500, 1000 + HOUR), NOON + HOUR - 1500],
  ])("%s", (_, wrong, reading, expected) => {
    expect(corrected(met(wrong), reading)).toBe(expected);
  });

  test("is the phone's own before the first contact", () => {
    expect(corrected(null, at(5, 5))).toBe(5);
  });
});

describe("the time of a record", () => {
  const later = at(NOON + HOUR, 1000 + HOUR);
  test.each([
    ["is the true time", null, NOON + HOUR],
    ["is not before the record just saved", NOON + HOUR + 300, NOON + HOUR + 300],
    ["does not follow a clock that was far ahead", NOON + 3 * DAY, NOON + HOUR],
  ])("%s", (_, before, expected) => {
    expect(savedAt(met(), later, before)).toBe(expected);
  });
});

test("a new page life proves no more than its own age since the last contact", () => {
  expect(proven(met(), at(NOON + 9 * DAY, 7000, "b"))).toBe(NOON + 7000);
});

test.each([
  ["1970", null, at(5000, 5000), true],
  ["two days before what was proven", met(), at(NOON - 2 * DAY, 2000), true],
  ["wrong, but known to be", met(-3 * DAY), at(NOON - 3 * DAY, 2000), false],
  ["right", met(), at(NOON, 1000), false],
  ["a summer after the last contact", met(), at(NOON + 90 * DAY, 5, "b"), false],
  ["years after the last contact", met(), at(NOON + 1140 * DAY, 5, "b"), true],
])("a clock is implausible for secure connections: %s", (_, anchor, reading, expected) => {
  expect(isImplausible(anchor, reading)).toBe(expected);
});

test.each([
  ["nothing but time has passed", at(NOON + HOUR, HOUR), null],
  ["set back", at(NOON - MINUTE, HOUR), "back"],
  ["set forward, or slept", at(NOON + 3 * DAY, HOUR), "ahead"],
  ["another page life", at(NOON + 3 * DAY, 5, "b"), null],
])("between two readings the clock was: %s", (_, after, expected) => {
  expect(jump(at(NOON, 0), after)).toBe(expected);
});

describe("a sample may be destroyed", () => {
  const may_destroy_at = new Date(NOON + 72 * HOUR).toISOString();
  const over = NOON + 72 * HOUR;
  const sample = { held: false, may_destroy_at };
  test.each([
    ["both clocks say so", sample, over, over, true, "ok"],
    ["a clock set forward frees nothing", sample, over + DAY, NOON + HOUR, false, "clock"],
    ["the phone says it is early", sample, over - 1, over + HOUR, false, "early"],
    ["never met a server", sample, over, null, false, "clock"],
    ["nobody has eaten yet", { ...sample, may_destroy_at: null }, over, over, false, "early"],
    ["a hold beats every period", { ...sample, held: true }, over, over, false, "held"],
  ])("%s", (_, one, phone, server, ok, why) => {
    const release = mayDestroy(one, phone, server);
    expect([release.ok, release.why]).toEqual([ok, why]);
  });
});
