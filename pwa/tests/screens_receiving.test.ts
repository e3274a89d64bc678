import { describe, expect, it } from "vitest";
import {
  type Answers,
  answersOf,
  deliveryBody,
  isPart,
  whyReturned,
} from "../src/screens/delivery_body";
import { isOutside, presetsOf } from "../src/screens/fridge_range";
import { plannedLines, warningsOf } from "../src/screens/planned";
import { formOf, subjectText } from "../src/screens/telling";
import type { Kit, KitGoods, KitLine, KitSupplier, Warning } from "../src/types";
import { hashOf } from "../src/ui/route";

const NOW = new Date("2026-11-23T06:30:00+07:00");

const goods = (name: string, amounts: string[] = []): KitGoods => ({
  product: null,
  name,
  group: "fresh_frozen",
  uom: "KGM",
  storage: "",
  amounts,
});
const supplier = (name_id: number, name: string, sold: string[]): KitSupplier => ({
  name_id,
  name,
  organisation: `org-${name_id}`,
  address: "",
  phone: "",
  in_contract: true,
  goods: sold.map((one) => goods(one, ["12", "9.5"])),
});
const line = (name_id: number, name: string, received_at: string, more: Partial<KitLine> = {}) =>
  ({
    ...{ id: `${name}-${received_at}`, name, received_at, supplier_name_id: name_id },
    ...{ product: null, group: "fresh_frozen", amount: "7", uom: "KGM" },
    ...more,
  }) as KitLine;

const VEGETABLES = supplier(1, "HTX Thanh Yên", ["Rau cải", "Cà rốt"]);
const MEAT = supplier(2, "Hộ Minh", ["Thịt lợn"]);
const kitOf = (lines: KitLine[]) => ({ suppliers: [MEAT, VEGETABLES], lines }) as unknown as Kit;
const names = (kit: Kit) => plannedLines(kit, NOW).map((one) => one.goods.name);

describe("the planned lines", () => {
  it("are those of each supplier's last delivery, the latest supplier first", () => {
    const kit = kitOf([
      line(2, "Thịt lợn", "2026-11-19T05:00:00+07:00"),
      line(1, "Cà rốt", "2026-11-18T05:00:00+07:00"),
      line(1, "Rau cải", "2026-11-20T05:10:00+07:00"),
      line(1, "rau CẢI", "2026-11-20T05:20:00+07:00"),
    ]);
    expect(names(kit)).toEqual(["Rau cải", "Thịt lợn"]);
  });

  it("that came today move behind those that did not", () => {
    const kit = kitOf([
      line(1, "Rau cải", "2026-11-20T05:00:00+07:00"),
      line(1, "Cà rốt", "2026-11-20T05:00:00+07:00"),
      line(1, "Rau cải", "2026-11-23T05:00:00+07:00", { amount: "40" }),
    ]);
    expect(names(kit)).toEqual(["Cà rốt", "Rau cải"]);
    expect(plannedLines(kit, NOW)[1]?.today.map((one) => one.amount)).toEqual(["40"]);
  });

  it("bring amounts as presets and no answer", () => {
    const [one] = plannedLines(kitOf([line(1, "Rau cải", "2026-11-20T05:00:00+07:00")]), NOW);
    expect(one?.goods).toEqual(goods("Rau cải", ["12", "9.5"]));
  });

  it("take what the supplier no longer lists from the line itself", () => {
    const [one] = plannedLines(kitOf([line(1, "Bí đỏ", "2026-11-20T05:00:00+07:00")]), NOW);
    expect(one?.goods).toEqual(goods("Bí đỏ", ["7"]));
  });

  it("are none in a kitchen that never received anything", () => {
    expect(names(kitOf([]))).toEqual([]);
  });
});

describe("a neighbour's warning", () => {
  const warning = (at: string, more: Partial<Warning>): Warning => ({
    ...{ id: at, kind: "rejection", goods: "Giò", reason: "", at, kitchen: "", commune: "" },
    ...{ organisation: null, supplier: "", names: [] },
    ...more,
  });
  const WARNINGS = [
    warning("2026-11-20", { organisation: "org-2" }),
    warning("2026-11-22", { names: ["Công ty Minh Phát", "Hộ Minh"] }),
    warning("2026-11-21", { supplier: "Người khác" }),
  ];

  it("reaches the supplier under any of its names, newest first", () => {
    expect(warningsOf(WARNINGS, MEAT).map((one) => one.at)).toEqual(["2026-11-22", "2026-11-20"]);
  });

  it("reaches somebody unregistered by the name that was typed", () => {
    const source = { organisation: null, name: " hộ minh " };
    expect(warningsOf(WARNINGS, source).map((one) => one.at)).toEqual(["2026-11-22"]);
  });

  it("reaches nobody who has no name yet", () => {
    expect(warningsOf(WARNINGS, { organisation: null, name: "" })).toEqual([]);
  });
});

describe("the body of a delivery line", () => {
  const about = {
    supplier: VEGETABLES,
    goods: goods("Rau cải"),
    reasonOf: (reason: string) => reason.toUpperCase(),
    now: "2026-11-23T06:30:00+07:00",
  };
  const passed: Partial<Answers> = {
    amount: "41",
    sensory: "pass",
    quick_test: "not_done",
    decision: "accepted",
  };
  const accepted = {
    received_at: about.now,
    group: "fresh_frozen",
    product_name: "Rau cải",
    amount: "41",
    uom: "KGM",
    source: { name_id: 1, name: "HTX Thanh Yên" },
    sensory: "pass",
    quick_test: "not_done",
    decision: "accepted",
  };

  it("says no more than was answered", () => {
    expect(deliveryBody(passed, about)).toEqual(accepted);
  });

  it("of what was accepted forgets a return that was thought of before", () => {
    const answers = { ...passed, reasons: ["smell" as const], returned_amount: "3", share: false };
    expect(deliveryBody(answers, about)).toEqual(accepted);
  });

  it("of a return tells why, how much, and the neighbours unless that is turned off", () => {
    const answers: Partial<Answers> = {
      ...passed,
      decision: "partly",
      reasons: ["smell", "warm"],
      rejection_reason: " ướt ",
      returned_amount: "5.5",
    };
    const returned = {
      ...accepted,
      ...{ decision: "partly", rejection_reason: "SMELL; WARM; ướt", returned_amount: "5.5" },
    };
    expect(deliveryBody(answers, about)).toEqual({ ...returned, share: true });
    expect(deliveryBody({ ...answers, share: false }, about)).toEqual({
      ...returned,
      share: false,
    });
  });

  it("of somebody unregistered carries the words of the cook", () => {
    const answers = {
      ...passed,
      ...{ source_name: "Bà Pâng", source_phone: "0912 000 111", product_name: " Măng " },
      ...{ group: "dry_packaged" as const, uom: "GRM", expiry_date: "2027-01-31", note: "  " },
    };
    expect(deliveryBody(answers, { ...about, supplier: null, goods: null })).toEqual({
      ...accepted,
      ...{ group: "dry_packaged", uom: "GRM", product_name: "Măng", expiry_date: "2027-01-31" },
      source: { name: "Bà Pâng", phone: "0912 000 111" },
    });
  });

  it("can be answered anew from a record", () => {
    const { source_name, source_phone } = answersOf({
      source: { name: "Bà Pâng", phone: "0912" },
      source_name: "Bà Páng",
    });
    expect([source_name, source_phone]).toEqual(["Bà Páng", "0912"]);
  });

  it.each([
    ["5", "41", true],
    ["41", "41", false],
    ["0", "41", false],
    ["", "41", false],
    ["50", "41", false],
  ])("counts %s of %s as a part: %s", (returned, came, is) => {
    expect(isPart(returned, came)).toBe(is);
  });

  it("has no reason when none was given", () => {
    expect(whyReturned({ reasons: [], rejection_reason: "  " }, about.reasonOf)).toBe("");
  });
});

describe("a fridge", () => {
  const fridge = { low: "2", high: "8", kind: "cold" as const };

  it.each([
    ["4.5", false],
    ["2", false],
    ["8", false],
    ["8.1", true],
    ["1.9", true],
    ["-3", true],
  ])("at %s °C is outside: %s", (celsius, is) => {
    expect(isOutside(fridge, celsius)).toBe(is);
  });

  it("of which nobody said what it should hold is never judged", () => {
    expect(isOutside({ low: null, high: null }, "70")).toBe(null);
  });

  it("suggests readings it should show", () => {
    expect(presetsOf(fridge)).toEqual(["4", "5", "6"]);
    expect(presetsOf({ low: null, high: null, kind: "freezer" })).toEqual(["-15", "-14", "-13"]);
  });
});

describe("a record in the outbox", () => {
  const kit = {
    meals: [{ id: "m", meal: "lunch", dishes: [{ id: "d", name: "Canh bí" }] }],
    samples: [{ id: "s", dish_name: "Cơm trắng" }],
    fridges: [{ id: "f", name: "Tủ mẫu" }],
  } as unknown as Kit;

  it.each([
    ["delivery_line", { product_name: "Rau cải", amount: "41.5", uom: "KGM" }, "Rau cải 41,5 kg"],
    ["dish_cooked", { dish_id: "d" }, "Canh bí"],
    ["sample_destroyed", { sample_id: "s" }, "Cơm trắng"],
    ["eating_started", { meal_id: "m" }, "Bữa trưa"],
    ["fridge_reading", { fridge_id: "f", celsius: "4.5" }, "Tủ mẫu 4,5 °C"],
    ["dish_checked", { dish_id: "gone" }, ""],
    ["hold", { cause: "Đau bụng" }, "Đau bụng"],
  ] as const)("of kind %s about %j reads %s", (type, body, text) => {
    expect(subjectText({ type, body }, kit)).toBe(text);
  });

  it.each([
    ["dish_cooked", { dish_id: "d" }, "#/nau/d", "d"],
    ["fridge_reading", { fridge_id: "f" }, "#/tu-lanh/f", "f"],
    [
      "delivery_line",
      { source: { name_id: 1 }, product_name: "Rau" },
      "#/nhan-hang/1/Rau",
      "/nhan-hang/1/Rau",
    ],
    ["delivery_line", { source: { name: "Bà Pâng" } }, "#/nhan-hang/moi", "/nhan-hang/moi"],
  ] as const)("of kind %s about %j is written anew at %s", (type, body, hash, subject) => {
    const form = formOf({ type, body });
    expect([hashOf(form?.path ?? []), form?.subject]).toEqual([hash, subject]);
  });

  it("that holds something is not written anew", () => {
    expect(formOf({ type: "hold", body: {} })).toBe(null);
  });
});
