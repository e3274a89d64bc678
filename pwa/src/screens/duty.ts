import type { Duty, DutyState, Step } from "../core/duties";
import type { KitPerson } from "../types";
import { hashOf, type Tone } from "../ui";

const ACTS: Record<Step, string> = {
  receive: "record_receiving",
  cook: "record_cooking",
  check: "record_serving",
  sample: "take_sample",
  eat: "record_serving",
  fridge: "read_fridge",
};
const PLACES: Record<Step, string> = {
  receive: "nhan-hang",
  cook: "nau",
  check: "truoc-khi-an",
  sample: "luu-mau",
  eat: "an",
  fridge: "tu-lanh",
};
export const ICONS: Record<Step, string> = {
  receive: "receiving",
  cook: "cooking",
  check: "serving",
  sample: "sample",
  eat: "meal",
  fridge: "fridge",
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

/** Where the deed is recorded. */
export function placeOf({ step, subject }: Pick<Duty, "step" | "subject">): string {
  return hashOf(step === "receive" ? [PLACES[step]] : [PLACES[step], subject]);
}

export function mayDo(person: KitPerson | null, step: Step): boolean {
  return person?.acts.includes(ACTS[step]) ?? false;
}

/** What this person should do now; what nobody here may do still shows, for somebody must. */
export function nextFor(person: KitPerson | null, waiting: Duty[]): Duty | null {
  return waiting.find((duty) => mayDo(person, duty.step)) ?? waiting[0] ?? null;
}
