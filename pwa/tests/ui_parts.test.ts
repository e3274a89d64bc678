import { describe, expect, it } from "vitest";
import { finished, typed } from "../src/ui/NumberPad";
import { hashOf, readHash } from "../src/ui/route";
import { nextStep } from "../src/ui/Steps";

const keyed = (keys: string, rules = {}) =>
  [...keys].reduce(
    (value, key) => typed(value, { "<": "back", "-": "minus" }[key] ?? key, rules),
    "",
  );

describe("the number pad", () => {
  it.each([
    ["41", {}, "41"],
    ["4.5", {}, "45"],
    ["4.5", { decimals: 1 }, "4.5"],
    ["4.55", { decimals: 1 }, "4.5"],
    ["4..5", { decimals: 2 }, "4.5"],
    [".5", { decimals: 2 }, "5"],
    ["007", {}, "7"],
    ["0.7", { decimals: 1 }, "0.7"],
    ["12-", {}, "12"],
    ["12-", { minus: true }, "-12"],
    ["12--", { minus: true }, "12"],
    ["-4", { minus: true }, "-4"],
    ["123<<", {}, "1"],
    ["<", {}, ""],
    ["123456789", { most: 5 }, "12345"],
  ])("makes of the keys %s with %j the number %s", (keys, rules, value) => {
    expect(keyed(keys, rules)).toBe(value);
  });

  it.each([
    ["4.", ""],
    ["-", ""],
    ["", ""],
    ["4", "4"],
    ["-0.5", "-0.5"],
  ])("takes of %j, if it was typed to its end, %j", (value, said) => {
    expect(finished(value)).toBe(said);
  });
});

describe("the way through the questions", () => {
  const steps = (shape: string) =>
    [...shape].map((one) => ({
      answer: /[A-Z]/.test(one) ? "said" : null,
      ...({ o: { optional: true }, O: { optional: true }, a: { optional: "aside" } }[one] ?? {}),
    })) as { answer: string | null; optional?: boolean | "aside" }[];

  it.each([
    ["xxx", 0, 1],
    ["Xox", 0, 1],
    ["XOx", 0, 2],
    ["Xax", 0, 2],
    ["XxXo", 1, 4],
    ["Xoa", 1, 3],
    ["XXXa", 2, 4],
    ["XXX", 0, 3],
    ["xX", 1, 0],
    ["XxX", 0, 1],
  ])("leads in %s from question %i to %i", (shape, from, to) => {
    expect(nextStep(steps(shape), from)).toBe(to);
  });
});

describe("addresses", () => {
  it.each([
    [["nhan-hang", "12", "Rau cải / ngọt"], { b: "3" }],
    [[], {}],
    [["tu-lanh"], { sua: "0198" }],
  ])("of %j with %j are read as they were written", (path, query) => {
    const read = readHash(hashOf(path, query));
    expect(read.path).toEqual(path);
    expect(Object.fromEntries(read.query)).toEqual(query);
  });

  it("leave out what is empty", () => {
    expect(hashOf(["nau"], { b: "", sua: "1" })).toBe("#/nau?sua=1");
  });

  it("typed by hand do not break the app", () => {
    expect(readHash("#/nau/%zz").path).toEqual(["nau", "%zz"]);
  });
});
