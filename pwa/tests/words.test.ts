import { afterEach, describe, expect, it } from "vitest";
import { packsOf } from "../src/voice";
import { inVietnamese, language, speak, t, tOf } from "../src/words";
import {
  amount,
  clock,
  date,
  initials,
  late,
  localInstant,
  plain,
  shown,
  when,
} from "../src/words/format";

afterEach(() => speak("vi"));

describe("words", () => {
  it("fill in what they are told", () => {
    expect(t("time.ago", { span: "10 phút" })).toBe("10 phút trước");
  });

  it("follow the language, but records stay Vietnamese", async () => {
    await speak("en");
    expect([language.value, t("check.pass"), inVietnamese("check.pass")]).toEqual([
      "en",
      "Pass",
      "Đạt",
    ]);
  });

  it("of a list show a value that nobody knows as it is", () => {
    expect([tOf("check", "fail"), tOf("check", "maybe")]).toEqual(["Không đạt", "maybe"]);
  });
});

describe("numbers, days and hours", () => {
  it.each([
    ["12.5", "12,5"],
    ["1200", "1.200"],
    ["1234567.25", "1.234.567,25"],
    ["0.125", "0,125"],
    ["-4.5", "−4,5"],
    ["100", "100"],
  ])("%s reads %s", (decimal, text) => {
    expect(shown(decimal)).toBe(text);
  });

  it.each([
    ["41", "KGM", "41 kg"],
    ["41.500", "KGM", "41,5 kg"],
    ["10.000", "H87", "10 cái"],
    ["150", "MLT", "150 ml"],
    ["100", "KGM", "100 kg"],
  ])("%s %s reads %s", (decimal, uom, text) => {
    expect(amount(decimal, uom)).toBe(text);
  });

  it("are the kitchen's, wherever the phone believes to be", () => {
    const at = new Date("2026-11-20T23:12:30Z");
    expect([localInstant(at), clock(at), date(at)]).toEqual([
      "2026-11-21T06:12:30+07:00",
      "06:12",
      "21/11/2026",
    ]);
    expect(date("2026-12-31")).toBe("31/12/2026");
    expect(when(at, new Date("2026-11-21T10:00:00Z"))).toBe("06:12");
    expect(when(at, new Date("2026-11-22T10:00:00Z"))).toBe("21/11 06:12");
  });

  it.each([
    [0, "0 phút"],
    [59.6, "1 giờ"],
    [130, "2 giờ 10 phút"],
    [1440, "1 ngày"],
    [3000, "2 ngày 2 giờ"],
    [-5, "0 phút"],
  ])("%d minutes are %s", (minutes, text) => {
    expect(late(minutes)).toBe(text);
  });

  it("are found without marks", () => {
    expect(plain("  Đậu phụ SỐT ")).toBe("dau phu sot");
  });

  it.each([
    ["Lò Thị Mai", "TM"],
    ["Páo", "P"],
    ["  Vừ  A  Dế ", "AD"],
  ])("%s has the initials %s", (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

it("a recording belongs to the language and key of its path", () => {
  expect(
    packsOf({
      "./recordings/tai/receive.ask.sensory.ogg": "/assets/a.ogg",
      "./recordings/hmn/who.title.ogg": "/assets/b.ogg",
      "./recordings/README.md": "/assets/c.md",
    }),
  ).toEqual({
    tai: { "receive.ask.sensory": "/assets/a.ogg" },
    hmn: { "who.title": "/assets/b.ogg" },
  });
});
