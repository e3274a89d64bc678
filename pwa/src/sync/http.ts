/** One request to our server, and what can be said about it whoever answered. */

import type { Received } from "../core/answers";
import { type Anchor, anchorOf, type Reading } from "../core/clock";

export interface Wire {
  /** "" for the place the app came from. */
  base: string;
  language: () => string;
  reading: () => Reading;
  /** Every marked answer is a contact: it tells the server's time. */
  met: (anchor: Anchor) => void;
}

export interface Call {
  method: "GET" | "POST" | "PUT";
  path: string;
  token?: string | undefined;
  body?: string | ArrayBuffer;
  etag?: string | null;
}

const PATIENCE_MS = 60_000;

/** Null if nobody answered. Never follows a redirect: ours never sends one, portals do. */
export async function call(wire: Wire, asked: Call): Promise<Received | null> {
  const sent = wire.reading();
  try {
    const answer = await fetch(wire.base + asked.path, {
      method: asked.method,
      headers: headersOf(wire, asked),
      redirect: "manual",
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(asked.body === undefined ? {} : { body: asked.body }),
    });
    // The headers have come, so the server's stamp is not younger than now.
    const got = wire.reading();
    const marked = answer.headers.has("Nguon-Server");
    const server_ms = marked ? numberOf(answer.headers.get("Nguon-Time")) : null;
    if (server_ms !== null) wire.met(anchorOf(server_ms, sent, got));
    return {
      status: answer.status,
      marked,
      server_ms,
      retry_after: answer.headers.get("Retry-After"),
      etag: answer.headers.get("ETag"),
      json: await jsonOf(answer),
    };
  } catch {
    return null;
  }
}

function headersOf(wire: Wire, { token, body, etag }: Call): Record<string, string> {
  const type = typeof body === "string" ? "application/json" : "application/octet-stream";
  return {
    Accept: "application/json",
    "Accept-Language": wire.language(),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...(body === undefined ? {} : { "Content-Type": type }),
    ...(etag ? { "If-None-Match": etag } : {}),
  };
}

/** Reads the whole body: an answer that breaks off in the middle is no answer, and throws. */
async function jsonOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function numberOf(text: string | null): number | null {
  const value = Number(text ?? "");
  return value > 0 ? value : null;
}
