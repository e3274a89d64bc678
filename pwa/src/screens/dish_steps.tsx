/** Questions that several acts about a dish ask alike. */
import { engine } from "../engine";
import type { Check, Decimal, Instant, Uuid } from "../types";
import { Field, finished, NumberPad, PassFail, PhotoButton, type Step, TimeChoice } from "../ui";
import { t, tOf, type WordKey } from "../words";
import { localInstant, shown, when } from "../words/format";
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
type Rest = Partial<Pick<Step, "optional" | "help" | "tone" | "ask">>;

/** The words of a question are `act.ask.<name>`, those of the summary `act.name.<name>`. */
function words(name: string, icon: string): Pick<Step, "key" | "ask" | "name" | "icon"> {
  return { key: name, ask: tOf("act.ask", name), name: tOf("act.name", name), icon };
}

export function verdictStep({ body, set }: Form, name: Checks, icon: string): Step {
  const said = body[name];
  return {
    ...words(name, icon),
    voice: `act.ask.${name}` as WordKey,
    answer: said ? tOf("check", said) : null,
    tone: said === "fail" ? "bad" : said ? "ok" : "idle",
    help: <p class="muted">{tOf("act.help", name)}</p>,
    body: (next) => (
      <PassFail
        label={tOf("act.name", name)}
        value={said}
        onChoose={(value) => {
          set({ [name]: value });
          next();
        }}
      />
    ),
  };
}

/** «Now» is the moment of the tap, not of saving: a form may lie open while the soup boils. */
export function timeStep({ body, set }: Form, name: Times, rest: Rest = {}): Step {
  const now = engine.now();
  const said = body[name];
  return {
    ...words(name, "late"),
    answer: said ? when(said, now) : rest.optional === "aside" ? t("time.now") : null,
    ...rest,
    body: (next) => (
      <TimeChoice
        label={tOf("act.name", name)}
        value={said}
        now={now}
        onChoose={(value) => {
          set({ [name]: value ?? localInstant(engine.now()) });
          next();
        }}
      />
    ),
  };
}

export function numberStep(
  { body, set }: Form,
  name: Numbers,
  { unit = "", ...pad }: { unit?: string; presets?: string[]; decimals?: number; most?: number },
  rest: Rest = {},
): Step {
  const value = String(body[name] ?? ""); // of a record that is corrected, a number
  const said = finished(value);
  return {
    ...words(name, name === "core_celsius" ? "temperature" : "scale"),
    answer: said === "" || Number(said) === 0 ? null : `${shown(said)} ${unit}`.trim(),
    ...rest,
    body: () => (
      <NumberPad
        label={tOf("act.name", name)}
        value={value}
        unit={unit}
        {...pad}
        onChange={(value) => set({ [name]: value })}
      />
    ),
  };
}

export function textStep(
  { body, set }: Form,
  name: Texts,
  rest: Rest & { lines?: number } = {},
): Step {
  const said = body[name]?.trim() ?? "";
  const { lines = 1, ...others } = rest;
  return {
    ...words(name, "correct"),
    answer: said === "" ? null : said,
    ...others,
    body: () => (
      <Field
        label={tOf("act.name", name)}
        value={body[name] ?? ""}
        lines={lines}
        longest={lines > 1 ? 2000 : name === "seal" ? 60 : 120}
        onChange={(text) => set({ [name]: text })}
      />
    ),
  };
}

/** What was done about it: asked in turn when something failed, else one tap away. */
export function noteStep(form: Form, wanted: boolean, ask: WordKey = "act.ask.note"): Step {
  return textStep(form, "note", {
    lines: 3,
    ask: t(ask),
    ...(wanted ? {} : { optional: "aside" }),
  });
}

export function photoStep({ photos, addPhoto }: Form, ask: WordKey = "act.ask.photos"): Step {
  return {
    ...words("photos", "camera"),
    ask: t(ask),
    answer: photos.length > 0 ? t("photo.count", { n: photos.length }) : null,
    optional: "aside",
    body: () => <PhotoButton label={t("photo.take")} photos={photos} onAdd={addPhoto} />,
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
