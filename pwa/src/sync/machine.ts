/** What runs by itself behind the engine: the clock, the rounds, the sending, the other tabs. */

import { type Signal, signal } from "@preact/signals";
import type { Answer } from "../core/answers";
import { type Anchor, corrected, isImplausible, jump, type Reading, refined } from "../core/clock";
import { newId } from "../core/ids";
import { Board } from "../store/board";
import type { Db, Enrolment, Meta, Session } from "../store/database";
import { getMeta, liveSession, NAME, openDatabase, STEPS, setMeta } from "../store/database";
import { isBeingEdited } from "../store/drafts";
import { nextDue } from "../store/local";
import { purge, sendAgain } from "../store/outbox";
import { isPersisted, takeBallast } from "../store/room";
import type { Instant, SyncReply } from "../types";
import { language, speak } from "../words";
import { askToBeWoken } from "./background";
import { Drainer, type Trigger } from "./drain";
import { fetchKit } from "./fetch_kit";
import { call, type Wire } from "./http";
import { alone } from "./lock";
import { goRound } from "./loop";
import { Turns } from "./turns";
import { type Update, type Updates, watchUpdates } from "./update";

const IDLE_MS = 15 * 60_000;
const TOUCH_MS = 30_000;
type News = "records" | "kit" | "device" | "person";

export class Machine extends Board {
  readonly online: Signal<"unknown" | "online" | "offline" | "portal"> = signal("unknown");
  readonly contactAt: Signal<Instant | null> = signal(null);
  readonly enrolled: Signal<boolean> = signal(false);
  readonly deviceState: Signal<Meta["device_state"]> = signal("active");
  readonly persisted: Signal<boolean | null> = signal(null);
  readonly update: Signal<Update> = signal("none");
  /** The phone's date is so wrong that no secure connection works: «check date and time». */
  readonly clockDoubt: Signal<boolean> = signal(false);
  /** The store cannot be opened; only `exportFile` works. */
  readonly broken: Signal<Error | null> = signal(null);
  readonly ready: Promise<void>;

  protected readonly name: string;
  protected readonly build: string;
  protected readonly wire: Wire;
  protected anchor: Anchor | null = null;
  protected enrolment: Enrolment | null = null;

  private readonly boot_id = newId();
  private readonly drainer: Drainer;
  private readonly turns = new Turns(
    (trigger, ask) => this.drainer.run(trigger, ask),
    (deed) => alone(this.name, () => this.db(), deed),
  );
  protected readonly channel: BroadcastChannel | null;
  private opened: Promise<Db> | null = null;
  private fetching: Promise<void> | null = null;
  private readonly ends: (() => void)[] = [];
  private readonly begun: Promise<void>;
  private seen = this.reading();
  private updates: Updates | null = null;

  /** `base` is where the server is: "" for the place the app came from. `name` is the database's. */
  constructor({ base = "", name = NAME, build = __BUILD__ } = {}) {
    super();
    this.name = name;
    this.build = build;
    this.wire = {
      base,
      language: () => language.value,
      reading: () => this.reading(),
      met: (anchor) => this.met(anchor),
    };
    this.drainer = new Drainer({
      db: () => this.db(),
      enrolment: () => this.enrolment,
      call: (asked) => call(this.wire, asked),
      reading: () => this.reading(),
      build,
      sending: (ids) => this.showSending(ids),
      changed: () => this.changed("records"),
      answered: (kind) => this.answered(kind),
      replied: (reply) => this.replied(reply),
    });
    this.channel = globalThis.BroadcastChannel ? new BroadcastChannel(name) : null;
    this.ready = this.open();
    this.begun = this.ready.then(
      () => this.begin(),
      (error) => {
        this.broken.value = error instanceof Error ? error : new Error(String(error));
      },
    );
  }

  /** Asks for the kit if it changed. */
  loadKit = async (): Promise<void> => {
    this.fetching ??= this.fetchOnce().finally(() => {
      this.fetching = null;
    });
    return this.fetching;
  };

  /** To the build that waits, as soon as nothing is being sent. */
  updateNow = (): void => void this.updates?.now().catch(() => undefined);

  /** Ends timers and lets go of the store. */
  stop = async (): Promise<void> => {
    await this.begun;
    for (const end of this.ends) end();
    this.channel?.close();
    await Promise.all([this.turns.idle, this.fetching]);
    (await this.opened)?.close();
  };

  protected db(): Promise<Db> {
    this.opened ??= openDatabase(this.name, STEPS, {
      outdated: () => globalThis.location?.reload(),
      terminated: () => {
        this.opened = null;
      },
    });
    return this.opened;
  }

  protected reading(): Reading {
    return { wall_ms: Date.now(), mono_ms: performance.now(), boot_id: this.boot_id };
  }

  protected run(trigger: Trigger, ask = false): Promise<void> {
    return this.turns.run(trigger, ask);
  }

  /** Reads the store again and tells the other tabs. */
  protected async changed(what: News): Promise<void> {
    this.channel?.postMessage(what);
    await this.readAgain(await this.db(), what !== "records");
  }

  protected async enter(session: Session | null): Promise<void> {
    this.session = session;
    this.showPerson();
    const db = await this.db();
    if (session) await setMeta(db, "session", session);
    else await db.delete("meta", "session");
    this.channel?.postMessage("person");
  }

  /** The outbox stays as it is; what the server parked may pass under the new enrolment. */
  protected async setEnrolment(enrolment: Enrolment): Promise<void> {
    const db = await this.db();
    await setMeta(db, "enrolment", enrolment);
    if (this.enrolment && this.enrolment.kitchen.id !== enrolment.kitchen.id) {
      await db.delete("kit", "kit");
      await this.enter(null);
    }
    this.enrolment = enrolment;
    this.enrolled.value = true;
    await this.setDeviceState("active");
    await sendAgain(db, "parked");
    await this.changed("device");
  }

  /** Once something is worth keeping: ask the browser to, hold some room back, and send. */
  protected async afterSave(): Promise<void> {
    const sent = this.drainByItself("save");
    await this.changed("records");
    if (!this.persisted.value) this.persisted.value = await isPersisted({ ask: true });
    await sent;
    if (this.picture.outbox.length > 0) void askToBeWoken();
    await takeBallast(await this.db()).catch(() => undefined);
  }

  private async open(): Promise<void> {
    const db = await this.db();
    this.anchor = (await getMeta(db, "anchor")) ?? null;
    await speak((await getMeta(db, "language")) ?? "vi").catch(() => undefined);
    this.contactAt.value = this.anchor && new Date(this.anchor.server_ms).toISOString();
    await this.readMeta(db);
    await this.readAgain(db, true);
    const hear = ({ data }: MessageEvent<News>) => void this.hear(data).catch(() => undefined);
    if (this.channel) this.channel.onmessage = hear;
  }

  /** What the first screen need not wait for. */
  private async begin(): Promise<void> {
    await purge(await this.db(), this.reading().wall_ms).catch(() => undefined);
    if (!globalThis.document) return;
    const rounds = {
      drain: (trigger: Trigger) => void this.drainByItself(trigger),
      fetchKit: () => void this.loadKit().catch(() => undefined),
      due: () => nextDue(this.picture, this.drainer.gate, this.reading()),
      offline: () => {
        this.online.value = "offline";
      },
      touched: () => this.touched(),
      turned: () => {
        const before = this.seen;
        this.seen = this.reading();
        return jump(before, this.seen) !== null;
      },
      tick: () => {
        if (this.session) void this.readSession().catch(() => undefined);
        void this.updates?.check().catch(() => undefined);
      },
    };
    this.ends.push(goRound(rounds));
    this.persisted.value = await isPersisted({ ask: false });
    this.updates = await watchUpdates({
      state: this.update,
      idle: async () =>
        this.sending.size === 0 && !(await isBeingEdited(await this.db(), Date.now())),
      quietly: (deed) => alone(this.name, () => this.db(), deed),
    }).catch(() => null);
  }

  private async readMeta(db: Db): Promise<void> {
    this.enrolment = (await getMeta(db, "enrolment")) ?? null;
    this.enrolled.value = this.enrolment !== null;
    this.deviceState.value = (await getMeta(db, "device_state")) ?? "active";
    await this.readSession();
  }

  private async hear(news: News): Promise<void> {
    const db = await this.db();
    if (news === "device" || news === "person") await this.readMeta(db);
    await this.readAgain(db, news !== "records");
  }

  private async fetchOnce(): Promise<void> {
    const { enrolment } = this;
    if (!enrolment || this.deviceState.value !== "active") return;
    const now = () => new Date(corrected(this.anchor, this.reading())).toISOString();
    const kind = await fetchKit(await this.db(), enrolment, (asked) => call(this.wire, asked), now);
    if (kind !== "unknown_token") this.answered(kind);
    if (kind === "ours") await this.changed("kit");
    // A revoked phone gets no kit either: its records' address tells which it is.
    if (kind === "unknown_token") await this.run("network", true);
  }

  /** A token that nobody knows is not tried again and again: a person must enrol anew (§2.3). */
  private async drainByItself(trigger: Trigger): Promise<void> {
    if (this.deviceState.value === "unknown_token") return;
    await this.run(trigger).catch(() => undefined);
  }

  /** Worth keeping, and not worth waiting for. */
  private note<K extends keyof Meta>(key: K, value: Meta[K]): void {
    void this.db()
      .then((db) => setMeta(db, key, value))
      .catch(() => undefined);
  }

  private met(anchor: Anchor): void {
    this.anchor = refined(this.anchor, anchor);
    this.contactAt.value = new Date(anchor.server_ms).toISOString();
    this.clockDoubt.value = false;
    this.note("anchor", this.anchor);
  }

  private answered(kind: Answer["kind"]): void {
    this.online.value = kind === "offline" || kind === "portal" ? kind : "online";
    if (kind === "unknown_token") void this.setDeviceState("unknown_token").catch(() => undefined);
    if (kind === "offline") this.clockDoubt.value = isImplausible(this.anchor, this.reading());
  }

  private replied({ device, kit_version, stop_list_version }: SyncReply): void {
    void this.setDeviceState(device.state).catch(() => undefined);
    const kit = this.picture.kit?.kit;
    const same = kit?.version === kit_version && kit.stop_list.version === stop_list_version;
    if (!same && device.state === "active") void this.loadKit().catch(() => undefined);
  }

  private async setDeviceState(state: Meta["device_state"]): Promise<void> {
    if (this.deviceState.value === state) return;
    this.deviceState.value = state;
    await setMeta(await this.db(), "device_state", state);
    this.channel?.postMessage("device");
  }

  private touched(): void {
    const now = Date.now();
    if (!this.session || Math.abs(now - this.session.touched_at) < TOUCH_MS) return;
    const session = { ...this.session, touched_at: now };
    this.session = session;
    this.note("session", session);
  }

  /** Also after news of another tab; never over somebody who signs in at this very moment. */
  private async readSession(): Promise<void> {
    const before = this.session;
    const kept = await liveSession(await this.db(), IDLE_MS);
    if (this.session !== before) return;
    this.session = kept;
    this.showPerson();
  }
}
