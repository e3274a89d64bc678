import { describe, expect, test } from "vitest";
import { fitted, MOST_BYTES, small } from "../src/photo/shrink";

test.each([
  ["a large one lying", 4000, 3000, [1280, 960]],
  ["a large one standing", 3000, 4000, [960, 1280]],
  ["a small one, which does not grow", 640, 480, [640, 480]],
  ["a strip, which keeps a pixel", 10_000, 2, [1280, 1]],
])("%s", (_, width, height, size) => {
  expect(fitted(width, height, 1280)).toEqual(size);
});

describe("a photo", () => {
  /** As many bytes as pixels times quality, so that every rung is smaller than the last. */
  const encode = (bytes: number) => async (side: number, quality: number) =>
    new Blob([new Uint8Array(Math.round(bytes * (side / 1280) ** 2 * quality))]);
  test.each([
    ["of little detail keeps its quality", 100_000, 80_000],
    ["of much detail is made smaller until it fits", 400_000, 400_000 * (800 / 1280) ** 2 * 0.5],
  ])("%s", async (_, bytes, size) => {
    expect((await small(encode(bytes))).size).toBe(size);
    expect(size).toBeLessThanOrEqual(MOST_BYTES);
  });
  test("that never fits is refused, not sent too large", async () => {
    await expect(small(encode(9e6))).rejects.toThrow("too large");
  });
});
