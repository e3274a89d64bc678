import { describe, expect, test } from "vitest";
import { type Local, overlay } from "../src/core/overlay";
import { stopOf } from "../src/core/stops";
import type { Envelope, Kit, RecordKind } from "../src/types";
import {
  dishOf,
  envelopeOf,
  FRIDGE,
  kitOf,
  lineOf,
  MEAL,
  mealOf,
  RICE,
  SOUP,
  sampleOf,
} from "./cast";

const HOUR = 3_600_000;

function local(
  type: RecordKind,
  body: Record<string, unknown>,
  over: Partial<Envelope> = {},
): Local {
  return { envelope: envelopeOf(type, body, over) };
}

const COOKED = {
  dish_id: RICE,
  cook_done_at: "2026-11-21T03:00:00.000Z",
  people: "pass",
  tools: "pass",
  area: "pass",
  sensory: "pass",
};
const CHECKED = { dish_id: RICE, portioned_at: "2026-11-21T03:20:00.000Z", decision: "serve" };
const TAKEN = {
  dish_id: RICE,
  amount: "110",
  uom: "GRM",
  container: "hộp inox",
  sealed: true,
  taken_at: "2026-11-21T03:30:00.000Z",
  box: "ZZZZ0000A8",
};
const HOLD = { held_at: "2026-11-21T05:00:00.000Z", kind: "suspicion", cause: "đau bụng" };
const LINE = {
  received_at: "2026-11-20T23:00:00.000Z",
  group: "fresh_frozen",
  product_name: "Thịt lợn",
  amount: "12.5",
  uom: "KGM",
  source: { name_id: 7 },
  decision: "accepted",
};

const riceOf = (kit: Kit) => kit.meals[0]?.dishes[0];

test("without records the kit is as it came, but for what follows from it", () => {
  const kit = kitOf({ lines: [lineOf()], samples: [sampleOf()] });
  expect(overlay(kit, [])).toEqual(kit);
});

test("every kind, laid over twice, is as laid over once", () => {
  const kit = kitOf({ lines: [lineOf()], samples: [sampleOf()] });
  const all = [
    local("delivery_line", LINE),
    local("dish_cooked", COOKED),
    local("dish_checked", CHECKED),
    local("eating_started", { meal_id: MEAL, started_at: "2026-11-21T03:50:00Z" }),
    local("sample_taken", TAKEN),
    local("sample_destroyed", { sample_id: "sample-1", destroyed_at: "2026-11-24T04:00:00Z" }),
    local("fridge_reading", { fridge_id: FRIDGE, celsius: "4.5", read_at: "2026-11-21T01:00:00Z" }),
    local("hold", { ...HOLD, meal_ids: [MEAL], lot_uris: [lineOf().lot_uri] }),
  ];
  const once = overlay(kit, all);
  expect(overlay(once, all)).toEqual(once);
  expect(once).not.toEqual(kit);
  expect(overlay(kit, [...all].reverse())).toEqual(once);
});

test.each([
  ["delivery_line", {}],
  ["delivery_line", { source: 7, received_at: {} }],
  ["dish_cooked", { dish_id: RICE, cook_done_at: "soon" }],
  ["dish_checked", { dish_id: RICE, portioned_at: null }],
  ["eating_started", { meal_id: MEAL }],
  ["sample_taken", { dish_id: [], taken_at: 9e99 }],
  ["sample_destroyed", { sample_id: "sample-1" }],
  ["fridge_reading", { fridge_id: FRIDGE }],
  ["hold", { sample_ids: "all", lot_uris: [null] }],
  ["withdrawn", null],
  ["a kind to come", { any: 1 }],
])("a %s with the body %j closes no kitchen", (type, body) => {
  const kit = kitOf({ samples: [sampleOf()] });
  const odd = local(type as RecordKind, body as never, { claimed_at: "2026-11-21T03:00:00Z" });
  const broken = local(type as RecordKind, body as never, { claimed_at: "once" });
  expect(overlay(kit, [odd, broken]).kitchen).toEqual(kit.kitchen);
});

describe("a dish", () => {
  test("is cooked at the true time, whatever the phone's clock said", () => {
    const fast = local("dish_cooked", COOKED, { id: "c1", offset_ms: 2 * HOUR });
    expect(riceOf(overlay(kitOf({}), [fast]))?.cooked).toEqual([
      { record: "c1", at: "2026-11-21T03:00:00.000Z", passed: true },
    ]);
  });
  test.each(["people", "tools", "area", "sensory"])("does not pass if %s failed", (check) => {
    const failed = local("dish_cooked", { ...COOKED, [check]: "fail" });
    expect(riceOf(overlay(kitOf({}), [failed]))?.cooked[0]?.passed).toBe(false);
  });
  test("keeps what both phones said", () => {
    const other = { record: "theirs", at: COOKED.cook_done_at, passed: false };
    const kit = kitOf({ meals: [mealOf({ dishes: [dishOf({ cooked: [other] })] })] });
    const records = riceOf(overlay(kit, [local("dish_cooked", COOKED, { id: "c1" })]))?.cooked;
    expect(records?.map((act) => act.record)).toEqual(["theirs", "c1"]);
  });
  test("shows a correction in place of what it corrects", () => {
    const first = local("dish_checked", CHECKED, { id: "k1" });
    const stop = { ...CHECKED, decision: "stop" };
    const second = local("dish_checked", stop, { id: "k2", supersedes: "k1", reason: "mùi lạ" });
    expect(riceOf(overlay(kitOf({}), [first, second]))?.checked).toEqual([
      { record: "k2", at: "2026-11-21T03:20:00.000Z", decision: "stop" },
    ]);
  });
  test("forgets a withdrawn record, also one that the kit tells", () => {
    const told = { record: "theirs", at: COOKED.cook_done_at, passed: true };
    const kit = kitOf({ meals: [mealOf({ dishes: [dishOf({ cooked: [told] })] })] });
    const mine = local("dish_cooked", COOKED, { id: "c1" });
    const gone = ["theirs", "c1"].map((supersedes) => local("withdrawn", {}, { supersedes }));
    expect(riceOf(overlay(kit, [mine, ...gone]))?.cooked).toEqual([]);
  });
});

describe("a received line", () => {
  const suppliers = [
    {
      name_id: 7,
      name: "HTX Thanh Nưa",
      organisation: "org-1",
      address: "",
      phone: "",
      in_contract: true,
      goods: [],
    },
  ];
  const made = { uri: "https://nguon.example/class/FFC4N44M8DC", code: "FFC4-N44M-8DC" };
  test("comes first, with its supplier and the code it will have", () => {
    const record = { ...local("delivery_line", LINE, { id: "l2" }), made };
    const [line] = overlay(kitOf({ suppliers, lines: [lineOf()] }), [record]).lines;
    expect(line).toEqual(
      lineOf({ id: "l2", record: "l2", lot_uri: made.uri, lot_code: made.code }),
    );
  });
  test("keeps its first id through corrections of corrections", () => {
    const chain = [
      local("delivery_line", { ...LINE, amount: "13" }, { id: "l2", supersedes: "line-1" }),
      local("delivery_line", { ...LINE, amount: "14" }, { id: "l3", supersedes: "l2" }),
    ];
    const { lines } = overlay(kitOf({ suppliers, lines: [lineOf()] }), chain);
    expect(lines).toEqual([lineOf({ record: "l3", amount: "14" })]);
  });
  test("disappears when it is withdrawn", () => {
    const gone = local("withdrawn", {}, { supersedes: "line-1" });
    expect(overlay(kitOf({ lines: [lineOf()] }), [gone]).lines).toEqual([]);
  });
});

describe("a sample", () => {
  const eaten = local("eating_started", { meal_id: MEAL, started_at: "2026-11-21T03:50:00.000Z" });
  test("waits for the meal before its hours count", () => {
    const taken = local("sample_taken", TAKEN, { id: "s1" });
    expect(overlay(kitOf({}), [taken]).samples[0]?.may_destroy_at).toBe(null);
    const [sample] = overlay(kitOf({}), [taken, eaten]).samples;
    expect(sample?.may_destroy_at).toBe("2026-11-24T03:50:00.000Z");
    expect([sample?.dish_name, sample?.meal, sample?.box]).toEqual(["Cơm", MEAL, "ZZZZ0000A8"]);
  });
  test("taken after the meal began counts from its own time", () => {
    const late = { ...TAKEN, taken_at: "2026-11-21T05:00:00.000Z" };
    const [sample] = overlay(kitOf({}), [local("sample_taken", late), eaten]).samples;
    expect(sample?.may_destroy_at).toBe("2026-11-24T05:00:00.000Z");
  });
  test("is destroyed by a record that names any version of it", () => {
    const kit = kitOf({ samples: [sampleOf({ record: "sample-1b" })] });
    for (const sample_id of ["sample-1", "sample-1b"]) {
      const body = { sample_id, destroyed_at: "2026-11-24T04:00:00.000Z" };
      const [sample] = overlay(kit, [local("sample_destroyed", body)]).samples;
      expect(sample?.destroyed_at).toBe("2026-11-24T04:00:00.000Z");
    }
  });
  test("of a held meal is held, also if it is taken later", () => {
    const records = [local("hold", { ...HOLD, meal_ids: [MEAL] }), local("sample_taken", TAKEN)];
    const { samples } = overlay(kitOf({ samples: [sampleOf()] }), records);
    expect(samples.map((sample) => sample.held)).toEqual([true, true]);
  });
  test("that is held is not withdrawn away", () => {
    const kit = kitOf({ samples: [sampleOf({ held: true }), sampleOf({ id: "b", record: "b" })] });
    const gone = ["sample-1", "b"].map((supersedes) => local("withdrawn", {}, { supersedes }));
    expect(overlay(kit, gone).samples.map((sample) => sample.id)).toEqual(["sample-1"]);
  });
});

test("the fridge shows the newest reading, in whatever order they came", () => {
  const readings = [
    ["5", "2026-11-21T02:00:00.000Z"],
    ["9", "2026-11-21T01:00:00.000Z"],
  ].map(([celsius, read_at]) => local("fridge_reading", { fridge_id: FRIDGE, celsius, read_at }));
  const last = { celsius: "5", at: "2026-11-21T02:00:00.000Z" };
  expect(overlay(kitOf({}), readings).fridges[0]?.last).toEqual(last);
});

describe("what the kit tells without its record, and was withdrawn here since,", () => {
  const started_at = "2026-11-21T10:50:00+07:00";
  const start = envelopeOf("eating_started", { meal_id: MEAL, started_at }, { id: "e1" });
  const end = envelopeOf(
    "sample_destroyed",
    { sample_id: "sample-1", destroyed_at: "2026-11-24T04:00:00.000Z" },
    { id: "d1" },
  );
  const readings = [
    ["r0", "4", "2026-11-20T23:00:00.000Z"],
    ["r1", "30", "2026-11-21T02:00:00.000Z"],
  ].map(([id, celsius, read_at]) => {
    return envelopeOf("fridge_reading", { fridge_id: FRIDGE, celsius, read_at }, { id: id ?? "" });
  });
  const told = overlay(
    kitOf({ samples: [sampleOf()] }),
    [start, end, ...readings].map((envelope) => ({ envelope })),
  );
  const without = (id: string, known = [start, end, ...readings]) =>
    overlay(told, [local("withdrawn", {}, { supersedes: id })], known);

  test("shows no more: the meal waits, and with it its boxes", () => {
    const kit = without("e1");
    expect([kit.meals[0]?.started_at, kit.samples[0]?.may_destroy_at]).toEqual([null, null]);
    expect(kit.samples[0]?.destroyed_at).toBe(told.samples[0]?.destroyed_at);
  });
  test("shows no more: the box is there", () => {
    expect(without("d1").samples[0]?.destroyed_at).toBe(null);
  });
  test("shows no more: the reading before it is the last one again", () => {
    const last = { celsius: "4", at: "2026-11-20T23:00:00.000Z" };
    expect(without("r1").fridges[0]?.last).toEqual(last);
    expect(without("r1", [start, ...readings.slice(1)]).fridges[0]?.last).toBe(null);
  });
  test("still shows where another phone's record has taken its place", () => {
    const later = { celsius: "6", at: "2026-11-21T06:00:00.000Z" };
    const kit = { ...told, fridges: told.fridges.map((one) => ({ ...one, last: later })) };
    const gone = [local("withdrawn", {}, { supersedes: "r1" })];
    expect(overlay(kit, gone, readings).fridges[0]?.last).toEqual(later);
  });
  test("makes way for the correction, though that lies earlier", () => {
    const body = { fridge_id: FRIDGE, celsius: "3", read_at: "2026-11-21T01:00:00.000Z" };
    const mended = local("fridge_reading", body, { id: "r2", supersedes: "r1" });
    const { fridges } = overlay(told, [mended], [...readings, mended.envelope]);
    expect(fridges[0]?.last).toEqual({ celsius: "3", at: "2026-11-21T01:00:00.000Z" });
  });
});

describe("a hold that was never sent stops", () => {
  const kit = kitOf({
    lines: [lineOf({ label: "https://nguon.example/obj/AAAA0000B2" })],
    samples: [
      sampleOf({ box: "BBBB-0000-C4" }),
      sampleOf({ id: "s2", record: "s2", dish: SOUP, code: "", uri: "" }),
    ],
  });
  const hold = { ...HOLD, lot_uris: [lineOf().lot_uri], sample_ids: ["sample-1"] };
  const held = overlay(kit, [local("hold", hold)]);
  test.each([
    ["the lot's identifier", lineOf().lot_uri],
    ["its identifier in capitals, as printed", lineOf().lot_uri.toUpperCase()],
    ["its code without hyphens", "01234567890"],
    ["its label's code alone", "AAAA-0000-B2"],
    ["its label", "https://nguon.example/obj/AAAA0000B2"],
    ["the id of the line", "line-1"],
  ])("%s", (_, what) => {
    expect(stopOf(held, what)).toEqual({
      kind: "lot",
      of: lineOf().lot_uri,
      codes: ["0123-4567-890", "https://nguon.example/obj/AAAA0000B2"],
      name: "Thịt lợn",
      reason: "đau bụng",
      since: "2026-11-21T05:00:00.000Z",
      source: "hold",
    });
  });
  test.each([
    ["the sample's id", "sample-1", "sample-1"],
    ["the box it lies in", "bbbb0000c4", "sample-1"],
    ["the box by its address", "HTTPS://NGUON.EXAMPLE/OBJ/BBBB0000C4", "sample-1"],
    ["the same code at somebody else's", "https://other.example/obj/BBBB0000C4", undefined],
    ["another sample", "s2", undefined],
    ["an unknown code", "CCCC0000D6", undefined],
    ["nothing", "", undefined],
  ])("%s", (_, what, of) => {
    expect(stopOf(held, what)?.of).toBe(of);
  });
  test("nothing any more once it was withdrawn on the phone", () => {
    const record = local("hold", hold, { id: "h1" });
    const gone = local("withdrawn", {}, { supersedes: "h1" });
    expect(overlay(kit, [record, gone]).stop_list.stops).toEqual([]);
  });
  test("a sample through its meal", () => {
    const whole = overlay(kit, [local("hold", { ...HOLD, meal_ids: [MEAL] })]);
    expect([stopOf(whole, "s2")?.of, stopOf(whole, MEAL)?.name]).toEqual([MEAL, "Cơm, Canh bí"]);
  });
  test("no box that has been emptied since", () => {
    const emptied = kitOf({
      samples: [sampleOf({ box: "BBBB0000C4", destroyed_at: "2026-11-21T06:00:00.000Z" })],
    });
    const after = overlay(emptied, [local("hold", { ...HOLD, meal_ids: [MEAL] })]);
    expect(stopOf(after, "BBBB0000C4")).toBe(null);
  });
});
