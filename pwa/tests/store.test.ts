import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId, sha256Of } from "../src/core/ids";
import { type Db, getMeta, openDatabase, STEPS } from "../src/store/database";
import { dropDraft, isBeingEdited, keepDraft, openDraft } from "../src/store/drafts";
import {
  batchOf,
  change,
  type Filled,
  isDue,
  MOST_BYTES,
  purge,
  readyRows,
  saveRecord,
  settle,
} from "../src/store/outbox";
import { addPhoto, endPhoto, nextPhoto, readPhoto } from "../src/store/photos";
import { exportOf, rescue } from "../src/store/rescue";
import { roomForPhotos, takeBallast } from "../src/store/room";
import { leased } from "../src/sync/lock";
import { envelopeOf } from "./cast";
import { fillDisk, fillUpToBallast } from "./disk";

let name: string;
let db: Db;
let giveBack = () => {};

beforeEach(async () => {
  name = newId();
  db = await openDatabase(name);
});

afterEach(() => {
  giveBack();
  giveBack = () => {};
  db.close();
});

function filled(id: string): Filled {
  const { seq: _, photos: __, ...rest } = envelopeOf("fridge_reading", { celsius: "4" }, { id });
  return rest;
}

const save = (id: string, photos: string[] = []) => saveRecord(db, filled(id), { photos });
const bytesOf = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
const ballast = () => db.getKey("meta", "ballast");
const ids = async () => (await readyRows(db, Date.now(), true)).map((row) => row.id);

async function ack(...wanted: string[]): Promise<void> {
  const rows = (await readyRows(db, 0, true)).filter((row) => wanted.includes(row.id));
  const results = rows.map(({ id }) => ({ id, result: "stored" as const }));
  await settle(db, rows, results, Date.now());
}

describe("a record", () => {
  test("is numbered, and its draft is gone with the same transaction", async () => {
    const draft = await openDraft(db, "cook", "hold", "");
    const { envelope } = await save(draft.id);
    expect((await save("second")).envelope.seq).toBe(envelope.seq + 1);
    expect(await db.count("draft")).toBe(0);
    expect(await ids()).toEqual([draft.id, "second"]);
  });

  test("saved twice at once, or again after it was sent, stays one with its first words", async () => {
    const [one, two] = await Promise.all([save("a"), save("a")]);
    expect(two).toEqual({ envelope: one.envelope, row: null });
    await ack("a");
    expect(await save("a")).toEqual({ envelope: one.envelope, row: null });
    expect([await db.count("outbox"), await getMeta(db, "seq")]).toEqual([0, 1]);
  });

  test("keeps its text to the letter", async () => {
    const { envelope } = await save("a");
    const kept = (await db.get("outbox", "a"))?.text;
    await ack("a");
    expect([kept, (await db.get("acked", "a"))?.text]).toEqual([
      JSON.stringify(envelope),
      JSON.stringify(envelope),
    ]);
  });

  test("names its photos with their sizes, and one that is lost with none", async () => {
    await addPhoto(db, "there", bytesOf("12345"));
    const { envelope } = await save("a", ["there", "gone"]);
    expect(envelope.photos).toEqual([
      { sha256: "there", bytes: 5 },
      { sha256: "gone", bytes: 0 },
    ]);
  });
});

describe("a draft", () => {
  test("asked for twice, also at once, is the same; another person's is another", async () => {
    const [one, two] = await Promise.all([
      openDraft(db, "cook", "dish_cooked", "rice"),
      openDraft(db, "cook", "dish_cooked", "rice"),
    ]);
    const other = await openDraft(db, "manager", "dish_cooked", "rice");
    expect([two.id === one.id, other.id === one.id]).toEqual([true, false]);
  });

  test("comes back as it was left, under its id, from a new opening of the store", async () => {
    const draft = await openDraft(db, "cook", "dish_cooked", "rice");
    await keepDraft(db, "cook", { ...draft, body: { portions: 12 }, photos: ["p"] });
    db.close();
    db = await openDatabase(name);
    expect(await openDraft(db, "cook", "dish_cooked", "rice")).toEqual({
      ...draft,
      body: { portions: 12 },
      photos: ["p"],
      left_at: expect.any(Number),
    });
  });

  test("does not rise again when a keystroke comes after the save", async () => {
    const draft = await openDraft(db, "cook", "hold", "");
    await save(draft.id);
    await keepDraft(db, "cook", draft);
    await ack(draft.id);
    await keepDraft(db, "cook", draft);
    expect(await db.count("draft")).toBe(0);
  });

  test("counts as being edited for ten minutes, whichever way the clock was turned", async () => {
    const draft = await openDraft(db, "cook", "hold", "");
    const now = Date.now();
    const asked = [0, 9, 11, -11].map((minutes) => isBeingEdited(db, now + minutes * 60_000));
    expect(await Promise.all(asked)).toEqual([true, true, false, false]);
    await dropDraft(db, draft.id);
    expect(await isBeingEdited(db, now)).toBe(false);
  });
});

describe("a full disk", () => {
  test("costs a photo and never a fact: the ballast makes room for it", async () => {
    await takeBallast(db);
    giveBack = fillUpToBallast();
    await expect(addPhoto(db, "p", bytesOf("x"))).rejects.toThrow("full");
    expect([await db.count("photo"), await ballast()]).toEqual([0, "ballast"]);
    expect((await save("a")).envelope.id).toBe("a");
    expect([await ids(), await ballast()]).toEqual([["a"], undefined]);
    // A photo must not take what was given up for facts.
    giveBack();
    giveBack = fillDisk(() => true);
    expect(await roomForPhotos(db)).toBe(false);
    giveBack();
    expect([await roomForPhotos(db), await ballast()]).toEqual([true, "ballast"]);
  });

  test("may notice only after a while that there is room", async () => {
    let writes = 0;
    giveBack = fillDisk(() => ++writes <= 2);
    expect((await save("a")).envelope.id).toBe("a");
  });

  test("without ballast is told, and nothing is half written", async () => {
    const draft = await openDraft(db, "cook", "hold", "");
    giveBack = fillDisk(() => true);
    await expect(save(draft.id)).rejects.toThrow("full");
    giveBack();
    expect([await db.count("outbox"), await db.count("draft"), await getMeta(db, "seq")]).toEqual([
      0,
      1,
      undefined,
    ]);
  });
});

describe("a batch", () => {
  const row = (id: string, text: string, strange = 0) => ({
    id,
    seq: 1,
    text,
    state: "queued" as const,
    tries: 0,
    strange,
    next_at: 0,
    error: null,
  });
  const big = row("big", "ễ".repeat(40_000)); // 120,000 bytes of UTF-8
  test.each([
    ["all that fits", [row("a", "1"), row("b", "2")], 50, 2],
    ["no more than the most", [row("a", "1"), row("b", "2")], 1, 1],
    ["no more bytes than the server takes", [big, big, big], 50, 2],
    ["one that is too large alone", [row("a", "x".repeat(MOST_BYTES + 1)), big], 50, 1],
    ["a strange one alone", [row("a", "1", 1), row("b", "2")], 50, 1],
    ["what comes before a strange one", [row("a", "1"), row("b", "2", 1)], 50, 1],
    ["nothing", [], 50, 0],
  ])("holds %s", (_, rows, most, size) => {
    expect(batchOf(rows, "{", most)).toHaveLength(size);
  });
});

test.each([
  ["now", 0, true],
  ["in a minute", 60_000, false],
  ["in two days, for the clock was turned back", 2 * 86_400_000, true],
])("what is due %s", (_, ahead, due) => {
  expect(isDue(5_000_000 + ahead, 5_000_000)).toBe(due);
});

describe("photos", () => {
  const acked = async (id: string, photos: string[]) => {
    await save(id, photos);
    await ack(id);
  };
  test("go after their record, once, however many records show them", async () => {
    const bytes = bytesOf("a photo");
    const sha256 = await sha256Of(bytes);
    await Promise.all([addPhoto(db, sha256, bytes), addPhoto(db, sha256, bytes)]);
    await save("a", [sha256]);
    expect(await nextPhoto(db, 0, true, new Set())).toBe(null);
    await ack("a");
    await acked("b", [sha256]);
    const next = await nextPhoto(db, 0, true, new Set());
    expect([next?.sha256, await db.count("photo_bytes")]).toEqual([sha256, 1]);
    if (next) await endPhoto(db, next, "sent");
    expect(await nextPhoto(db, 0, true, new Set())).toBe(null);
    expect(await db.count("photo_bytes")).toBe(0);
    // A third record may still show it: its size is known, and it is not sent again.
    expect((await save("c", [sha256])).envelope.photos).toEqual([{ sha256, bytes: 7 }]);
  });

  test("that changed on the disk, or vanished, are lost", async () => {
    const sha256 = await sha256Of(bytesOf("a photo"));
    await addPhoto(db, sha256, bytesOf("other bytes"));
    expect([await readPhoto(db, sha256), await readPhoto(db, "none")]).toEqual([null, null]);
  });
});

test("what was acknowledged stays seven days, and longer while a photo of it is not there", async () => {
  const DAY = 86_400_000;
  await addPhoto(db, "waiting", bytesOf("1"));
  await addPhoto(db, "orphan", bytesOf("2"));
  for (const [id, photos] of [
    ["plain", []],
    ["unseen", []],
    ["pictured", ["waiting"]],
  ] as const) {
    await save(id, [...photos]);
    await ack(id);
    const row = await db.get("acked", id);
    if (row) await db.put("acked", { ...row, in_kit: id !== "unseen" });
  }
  await purge(db, Date.now() + 6 * DAY);
  expect(await db.getAllKeys("acked")).toEqual(["pictured", "plain", "unseen"]);
  await purge(db, Date.now() + 8 * DAY);
  expect(await db.getAllKeys("acked")).toEqual(["pictured", "unseen"]);
  expect(await db.getAllKeys("photo_bytes")).toEqual(["waiting"]);
});

describe("the database of an older app", () => {
  /** As apps to come will: each step adds, and none rewrites what lies there. */
  const later = [1, 2, 3, 4, 5].map(
    (n) => (upgraded: Db) => void upgraded.createObjectStore(`later_${n}` as never),
  );

  test("is opened five versions on with all its items, and they are sent as they are", async () => {
    const old = await save("old");
    await save("parked");
    await change(db, [{ id: "parked" }], (row) => ({ ...row, state: "parked" }));
    db.close();
    db = await openDatabase(name, [...STEPS, ...later]);
    expect(db.version).toBe(STEPS.length + 5);
    expect((await readyRows(db, Date.now(), true)).map((row) => row.text)).toContain(
      JSON.stringify(old.envelope),
    );
    expect((await save("new")).envelope.seq).toBe(3);
  });

  test("that cannot be upgraded stays whole and can be carried out as a file", async () => {
    const { envelope } = await save("old");
    db.close();
    const breaks = () => {
      throw new Error("no room to upgrade");
    };
    await expect(openDatabase(name, [...STEPS, breaks])).rejects.toThrow();
    const file = JSON.parse(await (await rescue(name)).text());
    expect(file.records).toEqual([envelope]);
    db = await openDatabase(name);
    expect(await ids()).toEqual(["old"]);
  });

  test("of a newer app can be carried out by an older one", async () => {
    const { envelope } = await save("new");
    db.close();
    (await openDatabase(name, [...STEPS, ...later])).close();
    await expect(openDatabase(name)).rejects.toThrow("version");
    expect(JSON.parse(await (await rescue(name)).text()).records).toEqual([envelope]);
  });
});

test("the file holds the exact records, the drafts, and photos that can be read again", async () => {
  const bytes = bytesOf("ảnh chụp");
  const sha256 = await sha256Of(bytes);
  await addPhoto(db, sha256, bytes);
  const draft = await openDraft(db, "cook", "hold", "");
  const { envelope } = await save("a", [sha256]);
  const text = await (await exportOf(db)).text();
  const file = JSON.parse(text);
  expect(text).toContain(JSON.stringify(envelope));
  expect([file.format, file.version, file.records]).toEqual(["nguon-outbox", 1, [envelope]]);
  expect(file.states).toEqual([{ id: "a", state: "queued", tries: 0, error: null }]);
  expect(file.drafts[0].id).toBe(draft.id);
  expect(Buffer.from(file.photos[sha256], "base64")).toEqual(Buffer.from(bytes));
});

describe("without Web Locks", () => {
  test("one tab drains and the other gives way", async () => {
    const done: string[] = [];
    const deed = (who: string) => async () => {
      done.push(who);
      await db.count("outbox");
      return who;
    };
    const both = await Promise.all([leased(db, deed("a"), "a"), leased(db, deed("b"), "b")]);
    expect([both.filter(Boolean), done]).toEqual([["a"], ["a"]]);
    expect(await leased(db, deed("b"), "b")).toBe("b");
  });

  test("the lease of a killed tab, or of one with another clock, ends", async () => {
    for (const until of [Date.now() - 1, Date.now() + 86_400_000]) {
      await db.put("meta", { owner: "dead", until }, "lease");
      expect(await leased(db, async () => "done", "me")).toBe("done");
    }
  });
});
