/** The one door between the screens and everything that must not be lost. */

import { judge } from "./core/answers";
import { wireBody } from "./core/body";
import { corrected, errorOf, proven, savedAt } from "./core/clock";
import { sha256Of } from "./core/ids";
import { lotOf, ownIdentifier } from "./core/mint";
import { isPin, pauseAfter } from "./core/pin";
import { mayDestroy, type Release } from "./core/release";
import { stopOf } from "./core/stops";
import { shrink } from "./photo/shrink";
import { countPin, type Draft, type Enrolment, isFull, type Made, setMeta } from "./store/database";
import { dropDraft, keepDraft, openDraft } from "./store/drafts";
import { saveRecord, sendAgain } from "./store/outbox";
import { addPhoto } from "./store/photos";
import { exportOf, rescue } from "./store/rescue";
import { roomForPhotos } from "./store/room";
import { call } from "./sync/http";
import { Machine } from "./sync/machine";
import type { Envelope, KitSample, Language, RecordKind, Stop, Uuid } from "./types";
import { speak } from "./words";

export type { Release } from "./core/release";
export type { Draft } from "./store/database";
export type { Item, Unsent } from "./store/local";

/** `code` says which words to show; `message` is the server's own text where there is one. */
export class EngineError extends Error {
  readonly code: "offline" | "portal" | "busy" | "refused" | "full" | "nobody" | "not_enrolled";

  constructor(code: EngineError["code"], message: string = code) {
    super(message);
    this.code = code;
  }
}

export class Engine extends Machine {
  // Time

  /** True time of the record saved last in this page life. */
  private savedLast: number | null = null;

  /** The true time as far as the phone knows it. Forms use this and nothing else. */
  now = (): Date => new Date(corrected(this.anchor, this.reading()));

  mayDestroy = (sample: Pick<KitSample, "held" | "may_destroy_at">): Release => {
    const at = this.reading();
    const phone = at.wall_ms - (this.anchor ? errorOf(this.anchor) : 0);
    return mayDestroy(sample, phone, this.anchor && proven(this.anchor, at));
  };

  stopOf = (what: string): Stop | null => (this.kit.value ? stopOf(this.kit.value, what) : null);

  // People and the device

  /** Since when, by the steady clock, this page knows of so many wrong PINs. */
  private readonly wrongPins = new Map<Uuid, { tries: number; since_ms: number }>();

  /**
   * Milliseconds until a PIN of this person is looked at again. They are counted in steady time from
   * when this page first knew of the tries: a reload and a turned clock make it longer, if anything.
   */
  pinPause = async (person: Uuid): Promise<number> => {
    const tries = await countPin(await this.db(), person, 0);
    const now = performance.now();
    const known = this.wrongPins.get(person);
    const seen = known?.tries === tries ? known : { tries, since_ms: now };
    this.wrongPins.set(person, seen);
    return Math.max(0, pauseAfter(tries) - (now - seen.since_ms));
  };

  identify = async (person: Uuid, pin: string | null): Promise<"ok" | "wrong_pin" | "pause"> => {
    const found = this.kit.value?.people.find((one) => one.id === person);
    if (!found) throw new EngineError("nobody");
    if (found.pin) {
      if (pin === null) return "wrong_pin";
      if ((await this.pinPause(person)) > 0) return "pause";
      // Counted before it is looked at: who reloads in the middle has tried all the same.
      await countPin(await this.db(), person, 1);
      if (!(await isPin(pin, found.pin))) return "wrong_pin";
      await countPin(await this.db(), person, "forget");
    }
    await this.enter({ person, by: found.pin ? "pin" : "tile", touched_at: Date.now() });
    return "ok";
  };

  /** Touches nothing but who stands at the phone: what is unsent keeps its author. */
  leave = async (): Promise<void> => this.enter(null);

  enrol = async (code: string, name: string): Promise<void> => {
    const body = JSON.stringify({ code, name });
    const got = await call(this.wire, { method: "POST", path: "/api/v1/devices", body });
    const answer = judge(got);
    const told = got?.json as (Partial<Enrolment> & { detail?: string; title?: string }) | null;
    if (answer.kind === "offline" || answer.kind === "portal" || answer.kind === "busy") {
      throw new EngineError(answer.kind);
    }
    if (answer.kind !== "ours" || !told?.device || !told.token || !told.kitchen) {
      throw new EngineError("refused", told?.detail ?? told?.title ?? "");
    }
    const { device, token, kitchen } = told;
    await this.setEnrolment({ device, token, kitchen });
    await this.loadKit();
    await this.drain();
  };

  /** Kept before it is spoken: a killed browser speaks it again, from its first picture. */
  speak = async (chosen: Language): Promise<void> => {
    await setMeta(await this.db(), "language", chosen, "strict");
    await speak(chosen);
  };

  // Records

  draft = async (kind: RecordKind, subject: string): Promise<Draft> =>
    openDraft(await this.db(), this.who(), kind, subject);

  keep = async (draft: Draft): Promise<void> => keepDraft(await this.db(), this.who(), draft);

  drop = async (draft: Draft): Promise<void> => dropDraft(await this.db(), draft.id);

  /** Resolves when the record is on the disk: only then may a screen say so (R1). */
  save = async (
    draft: Draft,
    { supersedes, reason }: { supersedes?: Uuid; reason?: string } = {},
  ): Promise<Envelope> => {
    if (!this.enrolment) throw new EngineError("not_enrolled");
    if (!this.session) throw new EngineError("nobody");
    const at = this.reading();
    this.savedLast = savedAt(this.anchor, at, this.savedLast);
    // Phone minus server; null if they never met.
    const offset_ms = this.anchor && Math.round(at.wall_ms - this.savedLast) + 0; // never −0
    const filled = {
      id: draft.id,
      type: draft.kind,
      schema_v: 1,
      kitchen: this.enrolment.kitchen.id,
      actor: this.session.person,
      identified_by: this.session.by,
      device: this.enrolment.device,
      claimed_at: new Date(at.wall_ms).toISOString(),
      offset_ms,
      contact_at: this.anchor && new Date(this.anchor.server_ms).toISOString(),
      mono_ms: Math.round(at.mono_ms),
      boot_id: at.boot_id,
      build: this.build,
      ...(supersedes ? { supersedes, reason: reason ?? "" } : {}),
      body: wireBody(draft.body),
    };
    const made = (await this.madeOf(draft, supersedes)) ?? undefined;
    const extra = { photos: draft.photos, made, replaces: draft.replaces };
    const { envelope, row } = await saveRecord(await this.db(), filled, extra);
    if (row) this.showSaved(row);
    void this.afterSave().catch(() => undefined);
    return envelope;
  };

  /** Makes it small, keeps it and gives its hash. `full`: the record does without it (R4). */
  photo = async (blob: Blob): Promise<string> => {
    const bytes = await shrink(blob);
    const sha256 = await sha256Of(bytes);
    if (!(await roomForPhotos(await this.db()))) throw new EngineError("full");
    try {
      await addPhoto(await this.db(), sha256, bytes);
    } catch (error) {
      throw isFull(error) ? new EngineError("full") : error;
    }
    return sha256;
  };

  /** By a person's hand; everything else drains by itself. Resolves when the run is over. */
  drain = async (): Promise<void> => this.run("hand");

  retry = async (id: Uuid): Promise<void> => {
    await sendAgain(await this.db(), [id]);
    await this.changed("records");
    await this.run("hand");
  };

  /** A form filled like this record. One the server would not take is set aside when it is saved. */
  redo = async (id: Uuid, subject: string): Promise<Draft> => {
    const old = this.items.value.find((item) => item.envelope.id === id);
    if (!old) throw new EngineError("nobody", `There is no record ${id} on this phone.`);
    const { type, body, photos: taken } = old.envelope;
    const photos = taken.map((photo) => photo.sha256);
    const instead = old.state === "quarantined" ? { replaces: id } : {};
    const draft = { ...(await this.draft(type, subject)), body, photos, ...instead };
    await this.keep(draft);
    return draft;
  };

  /** All that was not sent, as a file; also when the store cannot be upgraded (R16). */
  exportFile = async (): Promise<Blob> => {
    if (this.broken.value) return rescue(this.name);
    return exportOf(await this.db());
  };

  private who(): string {
    return this.session?.person ?? "";
  }

  /** The code that the new lot or box will have; null for other kinds, and if it keeps its own. */
  private async madeOf(draft: Draft, supersedes?: Uuid): Promise<Made | null> {
    const kit = this.kit.value;
    if (!kit) return null;
    const chain = draft.kind === "delivery_line" ? kit.lines : kit.samples;
    const first = chain.find((one) => supersedes && [one.id, one.record].includes(supersedes));
    const root = first?.id ?? supersedes ?? draft.id;
    if (draft.kind === "delivery_line") return lotOf(draft.body, root, kit.identifier_host);
    if (draft.kind !== "sample_taken") return null;
    const { uri, code } = await ownIdentifier("obj", root, kit.identifier_host);
    return { uri, code: code.replaceAll("-", "") }; // as the kit spells the codes of boxes
  }
}

export const engine = new Engine();
