/** What acts about a dish and its sample are asked, and how the answers become a body. */
import { engine } from "../engine";
import type { Check, Decimal, Instant, Uuid } from "../types";
import { finished, type Step } from "../ui";
import { t, tOf } from "../words";
import { localInstant } from "../words/format";
import { questions } from "./questions";
import type { RecordForm } from "./useRecord";

export interface UsedLot {
  line_id: Uuid;
  amount?: Decimal;
}

type Times =
  | "started_at"
  | "prep_done_at"
  | "cook_done_at"
  | "portioned_at"
  | "taken_at"
  | "destroyed_at"
  | "first_onset_at";
type Checks = "people" | "tools" | "area" | "sensory" | "utensils";
type Texts = "note" | "utensils_note" | "seal" | "container" | "condition" | "cause";
type Numbers = "portions" | "core_celsius" | "amount" | "sick";

/** All that is answered in step 2, step 3 and about samples; each form uses its own part. */
export type Answers = Record<Times, Instant> &
  Record<Checks, Check> &
  Record<Texts | Numbers, string> & {
    lots: UsedLot[];
    no_lots: true;
    decision: "serve" | "stop";
    box: string;
    sealed: boolean;
    fridge_id: Uuid;
    symptoms: string[];
  };

export type Form = RecordForm<Answers>;

export function asked(form: Form) {
  const ask = questions(form, "act");
  return {
    ...ask,
    /** Nobody knows by heart what belongs to a check: it stands below the question. */
    verdict: (of: Checks, icon: string): Step =>
      ask.check(of, icon, { help: <p class="muted">{tOf("act.help", of)}</p> }),
    /** What was done about it: asked in turn when something failed, else one tap away. */
    note: (wanted: boolean, words = t("act.ask.note")): Step => {
      const rest = wanted ? {} : ({ optional: "aside" } as const);
      return ask.text("note", "correct", { lines: 3, longest: 2000, ask: words, ...rest });
    },
  };
}

/** Members of a body that were said; a moment nobody chose is the moment of saving. */
export function said(body: Partial<Answers>, names: (keyof Answers)[]): Record<string, unknown> {
  const now = localInstant(engine.now());
  const value = (name: keyof Answers) => {
    const one = String(body[name] ?? "").trim();
    if (name.endsWith("_at")) return one || now;
    if (one === "") return undefined;
    if (name === "portions" || name === "sick") return Number(one);
    return name === "amount" || name === "core_celsius" ? finished(one) : one;
  };
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}
