/** What an answer means for the outbox: the error taxonomy of the wire contract. */

import type { ItemResult, SyncReply } from "../types";
import { retryAfter } from "./backoff";

export interface Received {
  status: number;
  /** The marker header `Nguon-Server`: a captive portal also answers 200. */
  marked: boolean;
  server_ms: number | null;
  retry_after: string | null;
  etag: string | null;
  /** The body if it was JSON, else undefined. */
  json: unknown;
}

/**
 * ours: the server has dealt with it. unknown_token: stop, keep, ask for a new enrolment.
 * busy: come back later. too_large: halve the batch. strange: count it, others go on.
 * portal: somebody else answered, so we are offline. offline: nobody answered.
 */
export type Answer =
  | { kind: "ours"; json: unknown; etag: string | null; status: number }
  | { kind: "unknown_token" | "too_large" | "portal" | "offline" }
  | { kind: "busy"; wait_ms: number | null }
  | { kind: "strange"; status: number };

const LATER = new Set([408, 423, 425, 429]);

export function judge(got: Received | null): Answer {
  if (!got) return { kind: "offline" };
  const { status, marked } = got;
  if (LATER.has(status) || (status >= 500 && (marked || status !== 511))) {
    return { kind: "busy", wait_ms: retryAfter(got.retry_after, got.server_ms ?? Date.now()) };
  }
  // A proxy of ours may turn a large body away before the server can mark the answer.
  if (status === 413) return { kind: "too_large" };
  return marked ? judgeOurs(got) : { kind: "portal" };
}

function judgeOurs({ status, json, etag }: Received): Answer {
  if (status === 304) return { kind: "ours", json: null, etag, status };
  if (status >= 200 && status < 300) {
    return json === undefined ? { kind: "portal" } : { kind: "ours", json, etag, status };
  }
  if (status === 401 || status === 403) return { kind: "unknown_token" };
  return { kind: "strange", status };
}

const RESULTS = new Set(["stored", "duplicate", "conflict", "invalid", "parked", "failed"]);

/** Null if this is not a reply to a sync request, whoever sent it. */
export function readReply(json: unknown): SyncReply | null {
  if (typeof json !== "object" || json === null || !("results" in json)) return null;
  const reply = json as Partial<SyncReply>;
  if (!Array.isArray(reply.results)) return null;
  return {
    server_time: reply.server_time ?? "",
    results: reply.results.filter((one) => RESULTS.has(one?.result)),
    photos_wanted: reply.photos_wanted ?? [],
    stop_list_version: reply.stop_list_version ?? "",
    kit_version: reply.kit_version ?? "",
    device: reply.device ?? { state: "active" },
  };
}

/** Every item gets an answer: one the reply forgot is one that failed, and is sent again. */
export function resultOf(reply: SyncReply, id: string): ItemResult {
  return reply.results.find((one) => one.id === id) ?? { id, result: "failed" };
}
