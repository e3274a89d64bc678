/** Empties the outbox, in order, as far as the network and the server let it. */

import { type Answer, judge, type Received, readReply, resultOf } from "../core/answers";
import { waitAfter } from "../core/backoff";
import type { Reading } from "../core/clock";
import type { Db, Enrolment, OutboxRow } from "../store/database";
import {
  batchOf,
  change,
  countStrange,
  giveWay,
  MOST_ITEMS,
  readyRows,
  setAside,
  settle,
} from "../store/outbox";
import { delayPhoto, endPhoto, nextPhoto, readPhoto } from "../store/photos";
import type { SyncReply, Uuid } from "../types";
import type { Call } from "./http";

/** How much the asker may overrule: a person everything but the server's own «not before». */
export type Trigger = "timer" | "save" | "network" | "hand";

export interface Port {
  db: () => Promise<Db>;
  enrolment: () => Enrolment | null;
  call: (asked: Call) => Promise<Received | null>;
  reading: () => Reading;
  build: string;
  sending?: (ids: ReadonlySet<Uuid>) => void;
  /** Something in the store is different now. */
  changed?: () => Promise<void>;
  answered?: (kind: Answer["kind"]) => void;
  replied?: (reply: SyncReply) => void;
}

/** Until when nobody should try, and who said so. */
export interface Gate {
  kind: "told" | "busy" | "network";
  until: number;
}

const OBEYS: Record<Trigger, Gate["kind"][]> = {
  timer: ["told", "busy", "network"],
  save: ["told", "busy"],
  network: ["told"],
  hand: ["told"],
};

const MOST_IN_A_ROW = 3;
/** In characters; the server counts bytes, which are never fewer. */
const LARGEST_RECORD = 64 * 1024;
const SLOW_MS = 30_000;
const LONGEST_TOLD_MS = 3_600_000;

export class Drainer {
  gate: Gate | null = null;
  private failures = 0;
  /** Shrinks when the server stumbles over batches, grows again when it does not. */
  private most = MOST_ITEMS;
  private readonly port: Port;

  constructor(port: Port) {
    this.port = port;
  }

  mayTry(trigger: Trigger): boolean {
    if (!this.port.enrolment()) return false;
    const { gate } = this;
    if (!gate || !OBEYS[trigger].includes(gate.kind)) return true;
    return this.port.reading().mono_ms >= gate.until;
  }

  /** `ask` sends a request even if there is nothing to send, to hear how the device stands. */
  async run(trigger: Trigger, ask = false): Promise<void> {
    const tried = new Set<string>();
    const all = trigger === "hand";
    let asking = ask;
    let goes = this.mayTry(trigger);
    try {
      while (goes) {
        goes = await this.sendRecords(all, tried, asking);
        asking = false;
        if (goes) goes = await this.sendPhoto(all, tried);
      }
    } finally {
      this.port.sending?.(new Set());
    }
  }

  /** True if the way is still open when nothing more is ready. */
  private async sendRecords(all: boolean, tried: Set<string>, ask: boolean): Promise<boolean> {
    let strange = 0;
    for (let asking = ask; strange < MOST_IN_A_ROW; asking = false) {
      const db = await this.port.db();
      const rows = await readyRows(db, this.now(), all);
      const untried = rows.filter((row) => !tried.has(row.id));
      const kept = await db.count("outbox");
      const batch = batchOf(untried, this.head(kept), this.most);
      if (batch.length === 0 && !asking) return true;
      const answer = await this.sendBatch(batch, this.head(kept - batch.length), tried);
      if (answer.kind === "strange") strange += 1;
      else if (answer.kind === "ours") strange = 0;
      else if (answer.kind !== "too_large" || batch.length === 0) return false;
    }
    return false;
  }

  private async sendBatch(batch: OutboxRow[], head: string, tried: Set<string>): Promise<Answer> {
    this.port.sending?.(new Set(batch.map((row) => row.id)));
    const body = `${head}${batch.map((row) => row.text).join(",")}]}`;
    const begun = this.port.reading().mono_ms;
    const answer = await this.ask({ method: "POST", path: "/api/v1/sync", body });
    // A line so slow that nothing comes of it in time may carry less.
    if (this.port.reading().mono_ms - begun > SLOW_MS) this.sendLess(batch);
    const reply = answer.kind === "ours" ? readReply(answer.json) : null;
    if (reply) {
      await this.takeReply(batch, reply, tried);
      return answer;
    }
    // Ours, but no reply to what was asked: nobody understands that either.
    const told = answer.kind === "ours" ? ({ kind: "strange", status: 200 } as const) : answer;
    await this.refused(batch, told, tried);
    return told;
  }

  private async takeReply(batch: OutboxRow[], reply: SyncReply, tried: Set<string>): Promise<void> {
    const results = batch.map((row) => resultOf(reply, row.id));
    const acked = await settle(await this.port.db(), batch, results, this.now());
    for (const row of batch) if (!acked.includes(row.id)) tried.add(row.id);
    this.most = Math.min(MOST_ITEMS, this.most * 2);
    await this.port.changed?.();
    this.port.replied?.(reply);
  }

  private sendLess(batch: OutboxRow[]): void {
    this.most = Math.max(1, Math.floor(batch.length / 2));
  }

  private async refused(batch: OutboxRow[], answer: Answer, tried: Set<string>): Promise<void> {
    const db = await this.port.db();
    const { kind } = answer;
    if (kind !== "too_large" && kind !== "busy" && kind !== "strange") return;
    // Too large, or the server stumbles over one of them: fewer at once from now on.
    if (kind !== "strange") this.sendLess(batch);
    const now = this.now();
    if (kind === "strange") await change(db, batch, countStrange(answer.status, now));
    const [only] = batch.length === 1 ? batch : [];
    if (only) {
      tried.add(only.id);
      // No server of ours finds a small record too large: something in between has its own ideas.
      const small = only.text.length <= LARGEST_RECORD;
      const how = small ? countStrange(413, now) : setAside("too_large");
      if (kind === "too_large") await change(db, batch, how);
      if (kind === "busy") await change(db, batch, giveWay(now));
    }
    await this.port.changed?.();
  }

  /** True if there may be more to do. */
  private async sendPhoto(all: boolean, tried: Set<string>): Promise<boolean> {
    const db = await this.port.db();
    const row = await nextPhoto(db, this.now(), all, tried);
    if (!row) return false;
    tried.add(row.sha256);
    const body = await readPhoto(db, row.sha256);
    if (!body) {
      await endPhoto(db, row, "lost");
      await this.port.changed?.();
      return true;
    }
    const answer = await this.ask({ method: "PUT", path: `/api/v1/photos/${row.sha256}`, body });
    // Whether the device is known is for the records' own address to say.
    if (answer.kind === "unknown_token") return (await this.sendRecords(all, tried, true)) && false;
    if (answer.kind === "ours") await endPhoto(db, row, "sent");
    else await delayPhoto(db, row, this.now());
    await this.port.changed?.();
    return answer.kind === "ours" || answer.kind === "too_large" || answer.kind === "strange";
  }

  private async ask(asked: Call): Promise<Answer> {
    const token = this.port.enrolment()?.token;
    const answer = judge(await this.port.call({ ...asked, token }));
    this.note(answer);
    if (answer.kind !== "unknown_token" || asked.method === "POST")
      this.port.answered?.(answer.kind);
    return answer;
  }

  private note(answer: Answer): void {
    const nobody = answer.kind === "offline" || answer.kind === "portal";
    if (!nobody && answer.kind !== "busy") {
      this.failures = 0;
      this.gate = null;
      return;
    }
    this.failures += 1;
    const told = answer.kind === "busy" ? answer.wait_ms : null;
    const kind = nobody ? "network" : told === null ? "busy" : "told";
    const wait = Math.min(told ?? waitAfter(this.failures), LONGEST_TOLD_MS);
    this.gate = { kind, until: this.port.reading().mono_ms + wait };
  }

  private now(): number {
    return this.port.reading().wall_ms;
  }

  private head(unsent: number): string {
    const at = this.port.reading();
    const told = {
      device: this.port.enrolment()?.device,
      build: this.port.build,
      schema: 1,
      sent_at: new Date(at.wall_ms).toISOString(),
      mono_ms: Math.round(at.mono_ms),
      boot_id: at.boot_id,
      unsent,
    };
    return `${JSON.stringify(told).slice(0, -1)},"items":[`;
  }
}
