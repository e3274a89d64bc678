import { expect, test } from "vitest";
import { judge, type Received, readReply, resultOf } from "../src/core/answers";
import { LONGEST_MS, retryAfter, waitAfter } from "../src/core/backoff";

const NOW = Date.UTC(2026, 10, 21);

const got = (over: Partial<Received>): Received => ({
  status: 200,
  marked: true,
  server_ms: NOW,
  retry_after: null,
  etag: null,
  json: {},
  ...over,
});

test.each([
  ["nobody answered", null, "offline"],
  ["ours", got({}), "ours"],
  ["ours, created", got({ status: 201 }), "ours"],
  ["not modified", got({ status: 304, json: null }), "ours"],
  ["a login page with 200", got({ marked: false, json: undefined }), "portal"],
  ["JSON without our mark", got({ marked: false }), "portal"],
  ["our mark on what is no JSON", got({ json: undefined }), "portal"],
  ["a redirect, which we never send", got({ status: 0, marked: false, json: null }), "portal"],
  ["a portal's own 401", got({ status: 401, marked: false }), "portal"],
  ["network authentication required", got({ status: 511, marked: false }), "portal"],
  ["our 401", got({ status: 401 }), "unknown_token"],
  ["our 403", got({ status: 403 }), "unknown_token"],
  ["too large for us", got({ status: 413 }), "too_large"],
  ["too large for a proxy before us", got({ status: 413, marked: false }), "too_large"],
  ["timeout", got({ status: 408 }), "busy"],
  ["too many", got({ status: 429 }), "busy"],
  ["server error", got({ status: 500 }), "busy"],
  ["a proxy without a server behind it", got({ status: 502, marked: false }), "busy"],
  ["a status nobody expects", got({ status: 418 }), "strange"],
])("%s", (_, received, kind) => {
  expect(judge(received).kind).toBe(kind);
});

test.each([
  ["seconds", "120", 120_000],
  ["a date, by the server's clock", new Date(NOW + 30_000).toUTCString(), 30_000],
  ["a date that has passed", new Date(NOW - 30_000).toUTCString(), 0],
  ["nothing", null, null],
  ["nonsense", "soon", null],
])("Retry-After as %s", (_, header, expected) => {
  expect(retryAfter(header, NOW)).toBe(expected);
});

test.each([
  [1, 0, 1_000],
  [1, 1, 2_000],
  [5, 1, 32_000],
  [20, 0, LONGEST_MS / 2],
  [2000, 1, LONGEST_MS],
])("after try %d with jitter %d it waits %d ms", (tries, random, expected) => {
  expect(waitAfter(tries, random)).toBe(expected);
});

test.each([null, 7, "text", [], {}, { results: {} }])("%j is no reply", (json) => {
  expect(readReply(json)).toBe(null);
});

test("a reply that forgets an item has failed for it", () => {
  const reply = readReply({ results: [{ id: "a", result: "stored" }, { result: "eaten" }, null] });
  expect(reply?.results).toEqual([{ id: "a", result: "stored" }]);
  expect(reply && resultOf(reply, "b")).toEqual({ id: "b", result: "failed" });
});
