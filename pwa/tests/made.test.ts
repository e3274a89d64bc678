import { describe, expect, test } from "vitest";
import { wireBody } from "../src/core/body";
import { uuid7 } from "../src/core/ids";
import { lotOf, ownIdentifier } from "../src/core/mint";
import { isPin } from "../src/core/pin";
import { kitOf } from "./cast";

const ONE = "0190d000-0000-7000-8000-000000000001";
const TWO = "0190d000-0000-7000-8000-0000000000ff";
const HOST = "nguon.example";

// Made by `mint_own_identifier` of the server from the same ids.
test.each<["class" | "obj", string, string, string]>([
  ["class", ONE, "https://nguon.example/class/FFC4N44M8DC", "FFC4-N44M-8DC"],
  ["class", TWO, "https://nguon.example/class/Y8ERSH0WPYJ", "Y8ER-SH0W-PYJ"],
  ["obj", ONE, "https://nguon.example/obj/KMYR7PQPQ0P", "KMYR-7PQP-Q0P"],
  ["obj", TWO, "https://nguon.example/obj/9AVWPD5KQCC", "9AVW-PD5K-QCC"],
])("the phone makes the same %s for %s as the server", async (kind, root, uri, code) => {
  expect(await ownIdentifier(kind, root, HOST)).toEqual({ uri, code });
});

describe("a received lot is called", () => {
  const own = ownIdentifier("class", ONE, HOST);
  test.each([
    ["by our own code if nothing is printed", {}, own],
    ["by our own code if a bare batch number is", { lot_code: "L 77" }, own],
    ["what only the server can tell, with a GTIN", { lot_code: "L 77", product_id: "p" }, null],
    [
      "as its maker does, if the maker's code names it for all the world",
      { lot_code: "(01)08934680000017(10)AB12" },
      { uri: "https://id.gs1.org/01/08934680000017/10/AB12", code: "AB12" },
    ],
    [
      "as another kitchen's platform does",
      { lot_code: "https://other.example/class/01234567890" },
      { uri: "https://other.example/class/01234567890", code: "0123-4567-890" },
    ],
  ])("%s", async (_, body, expected) => {
    expect(await lotOf(body, ONE, HOST)).toEqual(await expected);
  });
});

test("a UUID of version 7 begins with the time", () => {
  const id = uuid7(0x0190d0000000, new Uint8Array(16).fill(255));
  expect(id).toBe("0190d000-0000-7fff-bfff-ffffffffffff");
});

test.each([
  ["4826", true],
  ["4827", false],
  ["", false],
])("PIN %j is right: %j", async (pin, right) => {
  const kept = kitOf({}).people[1]?.pin;
  expect(kept && (await isPin(pin, kept))).toBe(right);
});

test("a body goes out as it was meant, without what was not answered or is the screen's own", () => {
  const body = {
    cook_done_at: "2026-11-21T10:00:00+07:00",
    suspected: { sick: 3, first_onset_at: "2026-11-21T03:00:00Z", _open: true },
    lots: [{ line_id: "a", amount: undefined }],
    _why: "mine",
    core_celsius: undefined,
  };
  expect(wireBody(body)).toEqual({
    cook_done_at: "2026-11-21T10:00:00+07:00",
    suspected: { sick: 3, first_onset_at: "2026-11-21T03:00:00Z" },
    lots: [{ line_id: "a" }],
  });
});
