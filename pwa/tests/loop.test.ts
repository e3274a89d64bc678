import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { goRound, type Rounds } from "../src/sync/loop";

let did: string[];
let due: number | null;
let turned: boolean;
let end: () => void;
let page: EventTarget & { visibilityState: string };
const frame = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  did = [];
  due = null;
  turned = false;
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", frame.addEventListener.bind(frame));
  const rounds: Rounds = {
    drain: (trigger) => did.push(trigger),
    fetchKit: () => did.push("kit"),
    due: () => due,
    offline: () => did.push("offline"),
    touched: () => did.push("touched"),
    turned: () => turned,
    tick: () => did.push("tick"),
  };
  end = goRound(rounds);
});

afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const taken = () => did.splice(0).filter((deed) => deed !== "tick");

test("the app sends and asks on start, and then every minute", () => {
  expect(taken()).toEqual(["network", "kit"]);
  vi.advanceTimersByTime(59_999);
  expect(taken()).toEqual([]);
  vi.advanceTimersByTime(5_001);
  expect(taken()).toEqual(["timer", "kit"]);
});

test("what becomes due in between does not wait for the minute", () => {
  taken();
  due = performance.now() + 7_000;
  vi.advanceTimersByTime(5_000);
  expect(taken()).toEqual([]);
  vi.advanceTimersByTime(5_000);
  expect(taken()).toEqual(["timer"]);
});

test("a turned clock or a sleep asks the server for the time at once", () => {
  taken();
  turned = true;
  vi.advanceTimersByTime(5_000);
  expect(taken()).toEqual(["network", "kit"]);
});

describe("it looks again", () => {
  test.each(["online", "pageshow", "nguon-drain"])("on %s", (name) => {
    taken();
    frame.dispatchEvent(new Event(name));
    expect(taken()).toEqual(["network", "kit"]);
  });

  test("when somebody looks at it, and not when nobody does any more", () => {
    taken();
    page.visibilityState = "hidden";
    page.dispatchEvent(new Event("visibilitychange"));
    expect(taken()).toEqual([]);
    page.visibilityState = "visible";
    page.dispatchEvent(new Event("visibilitychange"));
    expect(taken()).toEqual(["network", "kit"]);
  });
});

test("hidden, it goes on sending and leaves the kit for later", () => {
  taken();
  page.visibilityState = "hidden";
  vi.advanceTimersByTime(60_000);
  expect(taken()).toEqual(["timer"]);
});

test("a touch is told, and so is a lost network", () => {
  taken();
  page.dispatchEvent(new Event("pointerdown"));
  page.dispatchEvent(new Event("keydown"));
  frame.dispatchEvent(new Event("offline"));
  expect(taken()).toEqual(["touched", "touched", "offline"]);
});

test("it ends", () => {
  end();
  taken();
  vi.advanceTimersByTime(120_000);
  frame.dispatchEvent(new Event("online"));
  expect(did).toEqual([]);
});
