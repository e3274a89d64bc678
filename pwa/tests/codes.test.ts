import { describe, expect, test } from "vitest";
import { match, personCode, readCode, readScan, spoken } from "../src/core/codes";
import type { Kit, KitLine, KitSample, Stop } from "../src/types";

const HOST = "nguon.example/d";
const LABEL = "01234567890"; // ten characters and their check character
const BOX = "ZZZZ0000A8";

const line = (over: Partial<KitLine>): KitLine => ({
  id: "l1",
  record: "l1",
  lot_uri: `https://${HOST}/class/${LABEL}`,
  lot_code: spoken(LABEL),
  label: "",
  product: "p1",
  name: "Rau muống",
  group: "fresh_frozen",
  amount: "12.5",
  uom: "KGM",
  supplier: "HTX Thanh Nưa",
  supplier_name_id: 1,
  organisation: "o1",
  received_at: "2026-11-21T06:00:00+07:00",
  expiry_date: null,
  decision: "accepted",
  ...over,
});

const sample = (over: Partial<KitSample>): KitSample => ({
  id: "s1",
  record: "s1",
  dish: "d1",
  dish_name: "Canh chua",
  meal: "m1",
  meal_date: "2026-11-21",
  amount: "150",
  uom: "MLT",
  container: "Hộp inox",
  code: "",
  uri: "",
  box: spoken(BOX),
  sealed: true,
  fridge: null,
  taken_at: "2026-11-21T10:40:00+07:00",
  may_destroy_at: null,
  held: false,
  destroyed_at: null,
  ...over,
});

const kit = (over: Partial<Kit>): Kit => ({
  version: "1",
  kitchen: { id: "k1", name: "Bếp", school: "Trường", commune: "Xã" },
  device: { id: "v1", name: "Máy bếp" },
  identifier_host: HOST,
  limits: {
    sample_hours: 24,
    solid_grams: "100",
    liquid_millilitres: "150",
    core_celsius: "75",
    on_time_minutes: 15,
  },
  people: [],
  meals: [],
  suppliers: [],
  lines: [],
  fridges: [],
  samples: [],
  stop_list: { version: "1", stops: [] },
  warnings: [],
  calls: [],
  ...over,
});

const found = (text: string, over: Partial<Kit>, format = "") =>
  match(readScan(text, format), kit(over));

describe("a typed code", () => {
  test.each([
    ["01234567890", "01234567890"],
    ["O123-4567-89o", "01234567890"],
    ["oI23 4567 890", "01234567890"],
    ["01234567891", null],
    ["10234567890", null],
    ["0123U567890", null],
    ["R", null],
    ["", null],
  ])("%j is %j", (text, code) => expect(readCode(text)).toBe(code));

  test("is written in groups of four", () => expect(spoken("01234567890")).toBe("0123-4567-890"));

  test.each([
    ["01234567891", "check"],
    ["8938501234567", "check"],
    ["2012345678903", "restricted"],
    ["https://example.vn/khuyen-mai", "link"],
    ["Rau muống", "form"],
  ])("%j is unknown because of its %s", (text, why) =>
    expect(readScan(text)).toMatchObject({ kind: "unknown", why }),
  );
});

describe("what a symbol holds", () => {
  test("a supplier's DataMatrix tells product, lot and last day", () => {
    const text = "\u001d0108938501234568\u001d17261100" + "10RM-0511";
    expect(readScan("\u001d010893850123456817261100" + "10RM-0511", "data_matrix")).toEqual({
      kind: "gs1",
      text: "\u001d010893850123456817261100" + "10RM-0511",
      gtin: "08938501234568",
      lot: "RM-0511",
      expiry: "2026-11-30",
      uri: "https://id.gs1.org/01/08938501234568/10/RM-0511",
    });
    expect(readScan(text, "data_matrix").lot).toBe("RM-0511");
  });

  test("an EAN-8 is a product only if the symbol says so", () => {
    expect(readScan("89312346", "ean_8").kind).toBe("ean");
    expect(readScan("89312346", "qr_code").kind).toBe("unknown");
  });
});

describe("what a code stands on", () => {
  const lot = `https://${HOST}/class/${LABEL}`;

  test.each([
    ["the printed address", lot.toUpperCase()],
    ["the address", lot],
    ["the typed code", "0123-4567-89O"],
  ])("%s finds the lot", (_, text) =>
    expect(found(text, { lines: [line({})] }).lines[0]?.id).toBe("l1"),
  );

  test("a label bound to a line finds it, and its stop", () => {
    const own = line({
      lot_uri: "https://id.gs1.org/01/08938501234568/10/A",
      label: spoken(LABEL),
    });
    const stop: Stop = {
      kind: "lot",
      of: own.lot_uri,
      codes: [],
      name: "Rau muống",
      reason: "Nghi ngộ độc",
      since: "2026-11-21T09:00:00+07:00",
      source: "recall",
    };
    const over = { lines: [own], stop_list: { version: "1", stops: [stop] } };
    expect(found(`https://${HOST}/obj/${LABEL}`, over).stop).toBe(stop);
    expect(found("(01)08938501234568(10)A", over).stop).toBe(stop);
    expect(found("(01)08938501234568(10)B", over).stop).toBeNull();
  });

  test("the same code of another installation is not ours", () => {
    const over = { lines: [line({ label: LABEL, lot_uri: "https://a.example/class/x" })] };
    expect(found(`https://${HOST}/obj/${LABEL}`, over).lines).toHaveLength(1);
    expect(found(`https://other.example/obj/${LABEL}`, over).lines).toHaveLength(0);
  });

  test("a lot that came twice is shown newest first", () => {
    const older = line({ id: "l0", received_at: "2026-11-20T23:00:00Z" });
    const newer = line({ id: "l2", received_at: "2026-11-21T06:30:00+07:00" });
    expect(found(LABEL, { lines: [older, newer] }).lines.map((one) => one.id)).toEqual([
      "l2",
      "l0",
    ]);
  });

  test("a box used again is the sample that is still kept in it", () => {
    const old = sample({ id: "s0", destroyed_at: "2026-11-20T12:00:00+07:00" });
    const kept = sample({ id: "s1", taken_at: "2026-11-19T12:00:00+07:00" });
    expect(found(BOX, { samples: [old, kept] }).sample?.id).toBe("s1");
    expect(found(BOX, { samples: [old] }).sample?.id).toBe("s0");
  });

  test("a product is known by a lot of it that came before", () => {
    const came = line({ lot_uri: "https://id.gs1.org/01/08938501234568/10/A" });
    expect(found("8938501234568", { lines: [came] }, "ean_13").product?.name).toBe("Rau muống");
    expect(found("8938501234575", { lines: [came] }, "ean_13").product).toBeNull();
  });

  test("a person's sticker finds the person, an empty code nobody and nothing", () => {
    const id = "01943a5e-7c00-7abc-8def-0123456789ab";
    const cook = { id, name: "Lò Thị Mai", roles: [], acts: [], pin: null };
    const over = { people: [cook], lines: [line({})], samples: [sample({})] };
    expect(found(`https://${HOST}/obj/${personCode(id)}`, over).person).toBe(cook);
    expect(found(" ", over)).toEqual(found("?", kit({})));
  });
});
