/** A real HTTP server on this machine that answers as our contract says, until a test breaks it. */

/// <reference types="node" />
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Envelope, ItemResult, Kit, SyncReply } from "../src/types";
import { kitOf } from "./cast";

export interface Asked {
  method: string;
  path: string;
  body: Buffer;
  token: string;
}

/** Answers a request itself and returns true, or leaves it to the server. */
export type Fault = (asked: Asked, answer: ServerResponse) => boolean;

export class TestServer {
  /** Exact text of every stored record by id. */
  readonly stored = new Map<string, string>();
  readonly order: string[] = [];
  readonly photos = new Map<string, Buffer>();
  readonly asked: Asked[] = [];
  /** Says what becomes of an item instead of storing it. */
  judge: (item: Envelope) => ItemResult | null = () => null;
  fault: Fault = () => false;
  revoked = false;
  tokens = new Set<string>();
  kit: Kit = kitOf({});
  time = () => Date.now();
  base = "";
  private readonly server = createServer((asked, answer) => void this.take(asked, answer));

  async start(): Promise<this> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    this.base = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  syncs(): Asked[] {
    return this.asked.filter((one) => one.path === "/api/v1/sync");
  }

  private async take(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of asked) parts.push(part as Buffer);
    const one = {
      method: asked.method ?? "",
      path: asked.url ?? "",
      body: Buffer.concat(parts),
      token: (asked.headers.authorization ?? "").replace("Bearer ", ""),
    };
    this.asked.push(one);
    if (this.fault(one, answer)) return;
    answer.setHeader("Nguon-Server", "1");
    answer.setHeader("Nguon-Time", String(this.time()));
    if (one.path === "/api/v1/devices") return this.enrol(one, answer);
    if (!this.tokens.has(one.token)) return send(answer, 401, { title: "unknown token" });
    if (one.path === "/api/v1/kit") return this.giveKit(asked, answer);
    if (one.path === "/api/v1/sync") return send(answer, 200, this.sync(one));
    const wanted = one.path.replace("/api/v1/photos/", "");
    const sha256 = createHash("sha256").update(one.body).digest("hex");
    if (sha256 !== wanted) return send(answer, 422, { title: "another hash" });
    this.photos.set(sha256, one.body);
    return send(answer, 201, {});
  }

  private enrol(one: Asked, answer: ServerResponse): void {
    const { code } = JSON.parse(one.body.toString()) as { code: string };
    if (code === "WRONG") {
      send(answer, 400, { detail: "Mã này đã dùng rồi." });
      return;
    }
    const token = `token-${code}`;
    this.tokens.add(token);
    const { id, name } = this.kit.kitchen;
    send(answer, 201, { device: `device-${code}`, token, kitchen: { id, name } });
  }

  private giveKit(asked: IncomingMessage, answer: ServerResponse): void {
    const { version } = this.kit;
    answer.setHeader("ETag", `"${version}"`);
    if (this.revoked) send(answer, 401, {});
    else if (asked.headers["if-none-match"] !== `"${version}"`) send(answer, 200, this.kit);
    else answer.writeHead(304).end();
  }

  private sync(one: Asked): SyncReply {
    const text = one.body.toString();
    const items = (JSON.parse(text) as { items: Envelope[] }).items;
    return {
      server_time: new Date(this.time()).toISOString(),
      results: items.map((item) => this.store(item, text)),
      photos_wanted: [],
      stop_list_version: this.kit.stop_list.version,
      kit_version: this.kit.version,
      device: { state: this.revoked ? "revoked" : "active" },
    };
  }

  private store(item: Envelope, request: string): ItemResult {
    const { id } = item;
    const judged = this.revoked
      ? { id, result: "parked" as const, code: "device_revoked" }
      : this.judge(item);
    if (judged) return judged;
    // The exact bytes: what the phone kept must stand in the request as it is.
    const text = JSON.stringify(item);
    if (!request.includes(text)) throw new Error("The test's records must be written compactly.");
    const known = this.stored.get(id);
    if (known !== undefined) return { id, result: known === text ? "duplicate" : "conflict" };
    this.stored.set(id, text);
    this.order.push(id);
    return { id, result: "stored" };
  }
}

export function send(answer: ServerResponse, status: number, json: unknown): void {
  answer.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(json));
}
