import { useEffect, useRef, useState } from "preact/hooks";
import { wireBody } from "../core/body";
import { type Draft, engine } from "../engine";
import type { RecordKind } from "../types";
import { afterDrawing, Field, type Step, tell, tellSaved, toOpenStep } from "../ui";
import { go, hashOf, route } from "../ui/route";
import { t } from "../words";
import { when } from "../words/format";

export interface RecordForm<B> {
  /** Answers so far; every change is kept at once. What is absent was not answered. */
  body: Partial<B>;
  photos: string[];
  set: (answers: { [Name in keyof B]?: B[Name] | undefined }) => void;
  addPhoto: (sha256: string) => void;
  /** Since when the answers lie here, if that is long ago: whether they still hold comes first. */
  left: Left | null;
  take: () => void;
  anew: () => void;
  /** What every form asks after its own questions: why a record is corrected. */
  why: Step[];
  /** Keeps the record for good with `body` as its text, says so, and leaves. */
  save: (body: Record<string, unknown>, then?: string) => void;
  busy: boolean;
}

/**
 * The open form of one kind about one subject: begun, or found as it was left.
 *
 * `?sua=ID` in the address makes it a correction of that record, `?lai=ID` a new try of one that
 * was turned away. Either has a draft of its own, so that giving up leaves no new form filled in.
 */
export function useRecord<B>(kind: RecordKind, about: string): RecordForm<B> | null {
  const { query } = route.value;
  const supersedes = query.get("sua");
  const subject = subjectOf(about, supersedes ?? query.get("lai"));
  const [draft, setDraft] = useState<Draft | null>(null);
  const newest = useRef(draft);
  const saving = useRef(false);
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<Left | null>(null);
  const begin = (found: Draft) => {
    newest.current = found;
    setDraft(found);
    const old = subject === about ? leftOf(found) : null;
    setLeft(old);
    // «Back» after saving comes to the last question of a form in which nothing stands yet.
    if (old || (isEmpty(found) && Number(route.value.query.get("b")) > 0)) toOpenStep(true);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form is found once for each subject
  useEffect(() => {
    let here = true;
    setDraft(null);
    void engine.draft(kind, subject).then((found) => {
      if (here) begin(found);
    });
    return () => {
      here = false;
    };
  }, [kind, subject]);
  if (draft === null || draft.subject !== subject) return null;

  const answers = draft.body as Partial<B> & { _why?: string };
  /** Two answers of one tap come before the next drawing, so they build on the newest. */
  const keep = (change: (before: Draft) => Partial<Draft>) => {
    const before = newest.current ?? draft;
    newest.current = { ...before, ...change(before) };
    setDraft(newest.current);
    engine.keep(newest.current).catch((problem) => tell(String(problem), { bad: true }));
  };
  const set = (more: object) => keep((before) => ({ body: { ...before.body, ...more } }));
  const take = () => {
    setLeft(left && { ...left, taken: true });
    set({}); // from now on it is as young as this tap
    toOpenStep(true);
  };
  const anew = async () => {
    await engine.drop(newest.current ?? draft);
    begin(await engine.draft(kind, subject));
    toOpenStep(true);
  };
  const save = async (body: Record<string, unknown>, then = "#/") => {
    if (saving.current) return; // a second tap within the same moment
    saving.current = true;
    setBusy(true);
    try {
      const why = supersedes ? { supersedes, reason: answers._why ?? "" } : {};
      const kept = await engine.save({ ...(newest.current ?? draft), body }, why);
      if (differs(kept.body, body)) {
        tell(t("save.other"), { bad: true });
        return go(hashOf(["hop-gui", kept.id]), { replace: true });
      }
      tellSaved(kind);
      afterDrawing(() => go(then, { replace: true }));
    } catch (problem) {
      saving.current = false;
      setBusy(false);
      tell(t("save.failed", { why: String(problem) }), { bad: true });
    }
  };
  return {
    body: answers,
    photos: draft.photos,
    set,
    addPhoto: (sha256) => keep((before) => ({ photos: [...before.photos, sha256] })),
    left,
    take,
    anew: () => void anew(),
    why: supersedes ? [whyStep(answers._why, (_why) => set({ _why }))] : [],
    save: (body, then) => void save(body, then),
    busy,
  };
}

/** The place of a draft: what the form is about, and of which record if it repeats one. */
export function subjectOf(about: string, of: string | null): string {
  return of ? `${about}~${of}` : about;
}

/** Answers of so long ago may be of another day, or of this morning's fridge. */
const LEFT_MS = 60 * 60_000;

interface Left {
  at: string;
  taken: boolean;
}

/** A clock that was turned meanwhile makes it old too: asking costs a tap, an invention a trial. */
export function leftOf({ left_at }: Draft): Left | null {
  if (left_at === undefined || Math.abs(Date.now() - left_at) < LEFT_MS) return null;
  const now = engine.now();
  return { at: when(new Date(now.getTime() - Date.now() + left_at), now), taken: false };
}

/** The form was saved in another tab, with other answers: these were not kept, and that is said. */
function differs(kept: Record<string, unknown>, body: Record<string, unknown>): boolean {
  const said = wireBody(body);
  return Object.keys({ ...kept, ...said }).some(
    (name) => !name.endsWith("_at") && JSON.stringify(kept[name]) !== JSON.stringify(said[name]),
  );
}

const isEmpty = ({ body, photos }: Draft) => Object.keys(body).length + photos.length === 0;

function whyStep(said: string | undefined, onChange: (said: string) => void): Step {
  return {
    key: "why",
    ask: t("steps.why"),
    name: t("steps.why_name"),
    icon: "correct",
    answer: said?.trim() ? said : null,
    body: () => <Field label={t("steps.why")} value={said ?? ""} lines={3} onChange={onChange} />,
  };
}
