import { describe, expect, test } from "vitest";
import { bare, fitted, MOST_BYTES, small } from "../src/photo/shrink";

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

describe("a JPEG of a browser that adds words of its own", () => {
  const part = (kind: number, text: string) => [
    ...[0xff, kind, 0, text.length + 2],
    ...new TextEncoder().encode(text),
  ];
  const start = [0xff, 0xd8];
  const scan = [...part(0xdb, "tables"), ...part(0xda, "scan"), 1, 0xff, 0xe1, 0, 9, 0xff, 0xd9];
  const told = [...part(0xe1, "Exif"), ...part(0xed, "Photoshop"), ...part(0xfe, "said")];
  test.each([
    ["loses them", [...start, ...told, ...scan], [...start, ...scan]],
    [
      "keeps what says how to draw it",
      [...start, ...part(0xe0, "JFIF"), ...told, ...part(0xee, "Adobe"), ...scan],
      [...start, ...part(0xe0, "JFIF"), ...part(0xee, "Adobe"), ...scan],
    ],
    ["stays as it is if it is cut short", [...start, 0xff], [...start, 0xff]],
  ])("%s", async (_, given, kept) => {
    expect([...new Uint8Array(await bare(new Uint8Array(given).buffer))]).toEqual(kept);
  });
});
