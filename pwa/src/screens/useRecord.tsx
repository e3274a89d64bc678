import { useEffect, useRef, useState } from "preact/hooks";
import { type Draft, engine } from "../engine";
import type { RecordKind } from "../types";
import { afterDrawing, Field, go, route, type Step, tell, tellSaved } from "../ui";
import { t, tOf } from "../words";

export interface RecordForm<B> {
  /** Answers so far; every change is kept at once. What is absent was not answered. */
  body: Partial<B>;
  photos: string[];
  set: (answers: { [Name in keyof B]?: B[Name] | undefined }) => void;
  addPhoto: (sha256: string) => void;
  /** One more question when an earlier record is corrected: why. */
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
  useEffect(() => {
    let here = true;
    setDraft(null);
    void engine.draft(kind, subject).then((found) => {
      if (!here) return;
      newest.current = found;
      setDraft(found);
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
  const save = async (body: Record<string, unknown>, then = "#/") => {
    if (saving.current) return; // a second tap within the same moment
    saving.current = true;
    setBusy(true);
    try {
      const why = supersedes ? { supersedes, reason: answers._why ?? "" } : {};
      await engine.save({ ...(newest.current ?? draft), body }, why);
      tellSaved(tOf("kind", kind));
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
    why: supersedes ? [whyStep(answers._why, (said) => set({ _why: said }))] : [],
    save: (body, then) => void save(body, then),
    busy,
  };
}

/** The place of a draft: what the form is about, and of which record if it repeats one. */
export function subjectOf(about: string, of: string | null): string {
  return of ? `${about}~${of}` : about;
}

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
