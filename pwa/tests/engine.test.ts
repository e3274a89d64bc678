import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "../src/core/ids";
import { EngineError } from "../src/engine";
import { openDatabase } from "../src/store/database";
import type { Envelope } from "../src/types";
import { language, speak } from "../src/words";
import { COOK, FRIDGE, kitOf, lineOf, MANAGER, MEAL, sampleOf } from "./cast";
import { fillUpToBallast } from "./disk";
import { phoneOf, read, readyPhone, stopPhones } from "./phone";
import { TestServer } from "./server";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 21, 5);
let server: TestServer;
let name: string;

beforeEach(async () => {
  name = newId();
  server = await new TestServer().start();
});

afterEach(async () => {
  vi.useRealTimers();
  await stopPhones();
  await server.stop();
});

/** Only the wall clock; everything else runs on. */
function turnClock(to: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: to });
}

const sent = (): Envelope[] => [...server.stored.values()].map((text) => JSON.parse(text));

describe("the person", () => {
  test("with a PIN must know it; one without stands for themselves by their tile", async () => {
    const phone = await readyPhone(server, name);
    await phone.leave();
    expect(await phone.identify(MANAGER, "1111")).toBe("wrong_pin");
    expect(await phone.identify(MANAGER, null)).toBe("wrong_pin");
    expect(phone.person.value).toBe(null);
    expect(await phone.identify(MANAGER, "4826")).toBe("ok");
    await read(phone, "4");
    await phone.identify(COOK, null);
    await read(phone, "5");
    expect(
      phone.items.value.map(({ envelope }) => [envelope.actor, envelope.identified_by]),
    ).toEqual([
      [COOK, "tile"],
      [MANAGER, "pin"],
    ]);
  });

  test("waits after three wrong PINs; no reload and no clock shortens it, others go on", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() });
    const phone = await readyPhone(server, name);
    const told = [];
    for (let i = 0; i < 4; i++) told.push(await phone.identify(MANAGER, "1111"));
    expect(told).toEqual(["wrong_pin", "wrong_pin", "wrong_pin", "pause"]);
    vi.setSystemTime(Date.now() + HOUR);
    expect(await phone.identify(MANAGER, "4826")).toBe("pause");
    expect(await phone.identify(COOK, null)).toBe("ok");
    await phone.stop();
    const again = await phoneOf(server, name);
    expect([await again.pinPause(MANAGER), await again.pinPause(COOK)]).toEqual([5000, 0]);
    vi.advanceTimersByTime(5000);
    expect(await again.identify(MANAGER, "4826")).toBe("ok");
    expect(await again.identify(MANAGER, "1111")).toBe("wrong_pin");
  });

  test("speaks the language that was chosen, from the first picture on", async () => {
    const phone = await readyPhone(server, name);
    await phone.speak("en");
    await phone.stop();
    await speak("vi");
    await phoneOf(server, name);
    expect(language.value).toBe("en");
    await speak("vi");
  });

  test("T16: who leaves takes nothing along: twelve unsent stay, each with its author", async () => {
    const phone = await readyPhone(server, name);
    server.fault = (_, answer) => !!answer.destroy();
    for (let i = 0; i < 12; i++) {
      await phone.identify(i % 2 ? MANAGER : COOK, "4826");
      await read(phone, String(i));
    }
    await phone.leave();
    expect(phone.unsent.value.count).toBe(12);
    server.fault = () => false;
    await phone.drain();
    expect(sent().map((item) => item.actor)).toEqual(
      Array.from({ length: 12 }, (_, i) => (i % 2 ? MANAGER : COOK)),
    );
  });

  test("who has been away for long has left; nobody writes in nobody's name", async () => {
    const phone = await readyPhone(server, name);
    await phone.stop();
    turnClock(Date.now() + 16 * 60_000);
    const again = await phoneOf(server, name);
    expect(again.person.value).toBe(null);
    await expect(read(again, "4")).rejects.toEqual(new EngineError("nobody"));
  });

  test("sees an own form, not the one that another has begun", async () => {
    const phone = await readyPhone(server, name);
    const begun = await phone.draft("hold", "");
    await phone.keep({ ...begun, body: { cause: "…" } });
    await phone.identify(MANAGER, "4826");
    expect((await phone.draft("hold", "")).body).toEqual({});
    await phone.identify(COOK, null);
    expect(await phone.draft("hold", "")).toMatchObject({ ...begun, body: { cause: "…" } });
  });
});

describe("a record", () => {
  test("T6: saved by a double tap is one", async () => {
    const phone = await readyPhone(server, name);
    const draft = await phone.draft("hold", "");
    const both = await Promise.all([phone.save(draft), phone.save({ ...draft, body: { a: 1 } })]);
    expect(both[0]).toEqual(both[1]);
    await phone.drain();
    expect(sent()).toEqual([both[0]]);
  });

  test("claims by the phone's clock, tells its error, and writes true times into the body", async () => {
    turnClock(NOON + 3 * 24 * HOUR);
    server.time = () => NOON;
    const phone = await readyPhone(server, name);
    expect(Math.abs(phone.now().getTime() - NOON)).toBeLessThan(1000);
    const draft = await phone.draft("fridge_reading", FRIDGE);
    const read_at = new Date(NOON - HOUR).toISOString();
    const { offset_ms, body, claimed_at, contact_at } = await phone.save({
      ...draft,
      body: { read_at },
    });
    expect(Date.parse(String(body["read_at"]))).toBe(NOON - HOUR);
    expect(Math.abs((offset_ms ?? 0) - 3 * 24 * HOUR)).toBeLessThan(1000);
    expect([claimed_at, contact_at]).toEqual([
      new Date(NOON + 3 * 24 * HOUR).toISOString(),
      new Date(NOON).toISOString(),
    ]);
    expect(phone.kit.value?.fridges[0]?.last).toBe(null); // the reading has no fridge_id
  });

  test("T11: keeps its order and its time when the clock is set back in the shift", async () => {
    turnClock(NOON);
    server.time = () => NOON;
    const phone = await readyPhone(server, name);
    server.fault = (_, answer) => !!answer.destroy();
    await read(phone, "4");
    turnClock(NOON - 2 * HOUR);
    await read(phone, "5");
    const times = phone.items.value.map(
      ({ envelope: e }) => Date.parse(e.claimed_at) - (e.offset_ms ?? 0),
    );
    expect(times[0]).toBeGreaterThanOrEqual(times[1] ?? 0);
    expect(Math.abs((times[0] ?? 0) - NOON)).toBeLessThan(5000);
    expect(phone.items.value.map((item) => item.envelope.seq)).toEqual([2, 1]);
  });

  test("corrects an earlier one and says why", async () => {
    const phone = await readyPhone(server, name);
    const first = await read(phone, "4");
    const draft = await phone.draft("fridge_reading", "again");
    const second = await phone.save(draft, { supersedes: first, reason: "gõ nhầm" });
    expect([second.supersedes, second.reason]).toEqual([first, "gõ nhầm"]);
  });

  test("that the server would not take is written again, and the old one set aside", async () => {
    const phone = await readyPhone(server, name);
    server.judge = ({ id }) => ({ id, result: "invalid", code: "body", text: "Thiếu nhiệt độ." });
    const id = await read(phone, "4");
    await phone.drain();
    server.judge = () => null;
    const draft = await phone.redo(id, FRIDGE);
    expect(draft.body["celsius"]).toBe("4");
    expect(draft.id).not.toBe(id);
    const again = await phone.draft("fridge_reading", FRIDGE);
    await phone.save(again);
    await phone.drain();
    expect(phone.items.value.map((item) => [item.state, item.replaced_by])).toEqual([
      ["sent", null],
      ["quarantined", draft.id],
    ]);
    expect(phone.unsent.value.count).toBe(0);
  });

  test("T12: finds the disk full and is kept all the same", async () => {
    const phone = await readyPhone(server, name);
    await read(phone, "4"); // the first save takes the ballast
    const db = await openDatabase(name);
    await expect.poll(() => db.getKey("meta", "ballast")).toBe("ballast");
    const giveBack = fillUpToBallast();
    const id = await read(phone, "5");
    giveBack();
    expect(phone.items.value[0]?.envelope.id).toBe(id);
    db.close();
  });
});

describe("what the screens show", () => {
  test("is the kit with what was not sent, and then what the kit itself tells", async () => {
    const phone = await readyPhone(server, name);
    const draft = await phone.draft("eating_started", MEAL);
    const started_at = new Date(NOON).toISOString();
    await phone.save({ ...draft, body: { meal_id: MEAL, started_at } });
    expect(phone.kit.value?.meals[0]?.started_at).toBe(started_at);
    await phone.drain();
    expect(phone.kit.value?.meals[0]?.started_at).toBe(started_at);
    // The server knows better: from a kit asked for later on, only the kit counts.
    server.kit = kitOf({ version: "kit-2" });
    await phone.loadKit();
    expect(phone.kit.value?.meals[0]?.started_at).toBe(null);
  });

  test("does not bring back a hold that was released", async () => {
    server.kit = kitOf({ samples: [sampleOf()] });
    const phone = await readyPhone(server, name);
    const draft = await phone.draft("hold", "");
    await phone.save({
      ...draft,
      body: { sample_ids: ["sample-1"], held_at: new Date().toISOString(), cause: "?" },
    });
    expect([phone.stopOf("sample-1")?.reason, phone.kit.value?.samples[0]?.held]).toEqual([
      "?",
      true,
    ]);
    await phone.drain();
    await phone.loadKit();
    await phone.loadKit();
    expect(phone.stopOf("sample-1")).toBe(null);
  });

  test("a lot that was never sent can be held by the name the server will give it", async () => {
    const phone = await readyPhone(server, name);
    server.fault = (_, answer) => !!answer.destroy();
    const line = await phone.draft("delivery_line", "");
    await phone.save({
      ...line,
      body: { ...lineOf(), lot_code: "", received_at: new Date().toISOString() },
    });
    const lot = phone.kit.value?.lines[0];
    expect(lot?.lot_uri).toMatch(/^https:\/\/nguon\.example\/class\/[0-9A-Z]{11}$/);
    const hold = await phone.draft("hold", "");
    await phone.save({
      ...hold,
      body: { lot_uris: [lot?.lot_uri], held_at: new Date().toISOString(), cause: "mùi" },
    });
    expect(phone.stopOf(lot?.lot_code ?? "")?.reason).toBe("mùi");
  });

  test("a kit is asked for by its ETag and fetched when a reply tells of a newer one", async () => {
    const phone = await readyPhone(server, name);
    server.asked.length = 0;
    await read(phone, "4");
    await phone.drain();
    expect(server.asked.map((one) => one.path)).toEqual(["/api/v1/sync"]);
    server.kit = kitOf({ version: "kit-2", stop_list: { version: "stops-2", stops: [] } });
    await read(phone, "5");
    await phone.drain();
    await expect.poll(() => phone.kit.value?.version).toBe("kit-2");
  });

  test("T21: a lot recalled at the last contact is refused offline, with the list's age", async () => {
    const stop = {
      kind: "lot" as const,
      of: lineOf().lot_uri,
      codes: [lineOf().lot_code],
      name: "Thịt lợn",
      reason: "Thu hồi",
      since: new Date(NOON).toISOString(),
      source: "recall" as const,
    };
    server.kit = kitOf({ lines: [lineOf()], stop_list: { version: "2", stops: [stop] } });
    await (await readyPhone(server, name)).stop();
    server.fault = (_, answer) => !!answer.destroy();
    const phone = await phoneOf(server, name);
    expect(phone.stopOf("0123-4567-890")).toEqual(stop);
    expect(Date.now() - Date.parse(phone.kitAt.value ?? "")).toBeLessThan(60_000);
  });
});

describe("a sample", () => {
  test("T11: is not freed by a clock set forward, but by the next contact", async () => {
    turnClock(NOON);
    server.time = () => NOON;
    const phone = await readyPhone(server, name);
    const sample = sampleOf({ may_destroy_at: new Date(NOON + 72 * HOUR).toISOString() });
    expect(phone.mayDestroy(sample).why).toBe("early");
    turnClock(NOON + 73 * HOUR);
    expect(phone.mayDestroy(sample).why).toBe("clock");
    server.time = () => NOON + 73 * HOUR;
    await phone.loadKit();
    expect(phone.mayDestroy(sample).why).toBe("ok");
  });

  test("is not freed by a restart with a wrong clock either", async () => {
    turnClock(NOON);
    server.time = () => NOON;
    await (await readyPhone(server, name)).stop();
    turnClock(NOON + 100 * HOUR);
    const again = await phoneOf(server, name);
    const sample = sampleOf({ may_destroy_at: new Date(NOON + 72 * HOUR).toISOString() });
    expect(again.mayDestroy(sample).why).toBe("clock");
  });
});

test("a store that cannot be opened says so and still gives its items out", async () => {
  const phone = await readyPhone(server, name);
  server.fault = (_, answer) => !!answer.destroy();
  const id = await read(phone, "4");
  await phone.stop();
  const { openDB } = await import("idb");
  (await openDB(name, 99)).close();
  const { Engine } = await import("../src/engine");
  const older = new Engine({ base: server.base, name });
  await expect(older.ready).rejects.toThrow();
  expect(older.broken.value).not.toBe(null);
  const file = JSON.parse(await (await older.exportFile()).text());
  expect(file.records.map((record: Envelope) => record.id)).toEqual([id]);
});
