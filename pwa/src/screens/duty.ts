import type { Duty, DutyState, Step } from "../core/duties";
import type { KitPerson } from "../types";
import type { Tone } from "../ui";
import { hashOf } from "../ui/route";

/** Of each step: the right it takes, where it is recorded, its drawing. */
const STEPS: Record<Step, [act: string, place: string, icon: string]> = {
  receive: ["record_receiving", "nhan-hang", "receiving"],
  cook: ["record_cooking", "nau", "cooking"],
  check: ["record_serving", "truoc-khi-an", "serving"],
  sample: ["take_sample", "luu-mau", "sample"],
  eat: ["record_serving", "an", "meal"],
  fridge: ["read_fridge", "tu-lanh", "fridge"],
};
export const LOOKS: Record<DutyState, [icon: string, tone: Tone]> = {
  not_owed: ["minus", "idle"],
  not_due: ["not-due", "idle"],
  due: ["due", "due"],
  late: ["late", "warn"],
  done: ["done", "ok"],
  done_late: ["done-late", "ok"],
  failed: ["failed", "bad"],
  missing: ["missing", "bad"],
};

export const iconOf = (step: Step): string => STEPS[step][2];

/** Where the deed is recorded. */
export function placeOf({ step, subject }: Pick<Duty, "step" | "subject">): string {
  const [, place] = STEPS[step];
  return hashOf(step === "receive" ? [place] : [place, subject]);
}

export function mayDo(person: KitPerson | null, step: Step): boolean {
  return person?.acts.includes(STEPS[step][0]) ?? false;
}

/** What this person should do now; what nobody here may do still shows, for somebody must. */
export function nextFor(person: KitPerson | null, waiting: Duty[]): Duty | null {
  return waiting.find((duty) => mayDo(person, duty.step)) ?? waiting[0] ?? null;
}
