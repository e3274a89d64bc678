/** The kinds of questions forms are made of; each keeps its answer in one member of the body. */

import type { ComponentChildren } from "preact";
import { engine } from "../engine";
import {
  Choice,
  Field,
  ON_TIME,
  type Option,
  PhotoButton,
  type Step,
  Ticks,
  TimeChoice,
} from "../ui";
import { finished, isHalfTyped, NumberPad } from "../ui/NumberPad";
import { t, textOf, tOf, type WordKey } from "../words";
import { late, localInstant, shown, when } from "../words/format";
import type { RecordForm } from "./useRecord";

type Rest = Partial<Omit<Step, "icon" | "voice" | "body">>;
type Pad = { presets?: string[]; decimals?: number; most?: number; minus?: boolean };
type Text = { lines?: number; longest?: number; type?: "text" | "tel" | "date" };

const TONES = { pass: "ok", fail: "bad", not_done: "idle" } as const;

function verdicts(notDone: boolean): Option<string>[] {
  const options: Option<string>[] = [
    { value: "pass", label: t("check.pass"), icon: "done", look: "ok" },
    { value: "fail", label: t("check.fail"), icon: "failed", look: "bad" },
    { value: "not_done", label: t("check.not_done"), icon: "minus" },
  ];
  return notDone ? options : options.slice(0, 2);
}

/** An earlier time is always taken, and always seen to be one. */
function timeText(said: string | undefined, now: Date, { optional }: Rest): string | null {
  if (!said) return optional === "aside" ? t("time.now") : null;
  const minutes = (now.getTime() - Date.parse(said)) / 60_000;
  if (minutes < ON_TIME) return when(said, now);
  return t("time.said_late", { at: when(said, now), span: late(minutes) });
}

/**
 * The words are `<prefix>.ask.<name>` for the question, `<prefix>.name.<name>` for its row, and
 * `<prefix>.help.<name>` where somebody must be told what belongs to it.
 */
export function questions<B>(form: RecordForm<B>, prefix: string) {
  type Name = keyof B & string;
  const body = form.body as Record<string, string | undefined>;
  const set = (name: Name, value: unknown) => form.set({ [name]: value } as Partial<B>);
  const name = (one: string) => tOf(`${prefix}.name`, one);

  function step(of: string, icon: string, answer: string | null, rest: Rest, shape: Step["body"]) {
    const help = textOf(`${prefix}.help.${of}`);
    return {
      ...{ key: of, ask: tOf(`${prefix}.ask`, of), name: name(of), icon, answer },
      ...{ voice: `${prefix}.ask.${of}` as WordKey, help: help && <p class="muted">{help}</p> },
      ...rest,
      body: shape,
    } as Step;
  }
  const field = (of: Name, text: Text = {}) => (
    <Field
      key={of}
      label={name(of)}
      {...text}
      value={body[of] ?? ""}
      onChange={(said) => set(of, said)}
    />
  );
  const chosen = (of: Name, next: () => void) => (value: string) => {
    set(of, value);
    next();
  };
  /** Of a record that is corrected, what is counted is a number. */
  const keptAs = (of: Name) => {
    return { value: String(body[of] ?? ""), keep: (text: string) => set(of, text) };
  };
  const text = (of: Name, icon: string, rest: Rest = {}, shape: Text = {}): Step => {
    const said = body[of]?.trim() ?? "";
    const more = { said: () => said || undefined, ...rest };
    return step(of, icon, said || null, more, () => field(of, shape));
  };
  const choice = (
    of: Name,
    icon: string,
    options: Option<string>[],
    { layout = "2", ...rest }: Rest & { layout?: "2" | "list" } = {},
  ): Step => {
    const answer = options.find((one) => one.value === body[of])?.label ?? null;
    const more = { said: () => body[of], ...rest };
    return step(of, icon, answer as string | null, more, (next) => (
      <Choice
        label={name(of)}
        {...{ options, layout }}
        value={body[of]}
        onChoose={chosen(of, next)}
      />
    ));
  };
  return {
    step,
    field,
    text,
    /** What was done about it: asked in turn when something failed, else one tap away. */
    note: (wanted: boolean, ask: string): Step => {
      const rest = wanted ? { ask } : ({ ask, optional: "aside" } as const);
      return text("note" as Name, "correct", rest, { lines: 3, longest: 2000 });
    },
    choice,
    /** Passed or failed; with `notDone` also neither. */
    check: (of: Name, icon: string, { notDone = false } = {}): Step => {
      const said = body[of] as keyof typeof TONES | undefined;
      return choice(of, icon, verdicts(notDone), { tone: said ? TONES[said] : "idle" });
    },
    /** Any of a list, or none; `more` stands below, for what is not on it. */
    ticks: (
      of: Name,
      icon: string,
      options: Option<string>[],
      rest: Rest,
      more?: ComponentChildren,
    ): Step => {
      const values = (form.body[of] ?? []) as string[];
      const said = options.filter((one) => values.includes(one.value)).map((one) => one.label);
      return step(of, icon, said.join(", ") || null, rest, () => (
        <>
          <Ticks label={name(of)} {...{ options, values }} onChange={(now) => set(of, now)} />
          {more}
        </>
      ));
    },
    /** A number above nothing, or any number where `minus` is allowed. What is counted is a number
     * of the record, what is measured a text that loses no digit. */
    pad: (
      of: Name,
      icon: string,
      unit: string,
      pad: Pad,
      rest: Rest = {},
      kept = keptAs(of),
    ): Step => {
      const { value, keep } = kept;
      const number = finished(value);
      const none = number === "" || (!pad.minus && Number(number) === 0);
      const said = () => (number === "" ? undefined : pad.decimals ? number : Number(number));
      const answer = none ? null : `${shown(number)} ${unit}`.trim();
      const open = isHalfTyped(value) ? { answer: null, optional: false } : {};
      return step(of, icon, answer, { said, ...rest, ...open }, () => (
        <NumberPad label={rest.name ?? name(of)} {...{ value, unit, ...pad }} onChange={keep} />
      ));
    },
    /** «Now» is the moment of the tap: a form may lie open while the soup boils. */
    time: (of: Name, rest: Rest = {}): Step => {
      const now = engine.now();
      const said = body[of];
      const minutes = said ? (now.getTime() - Date.parse(said)) / 60_000 : 0;
      const tone = minutes < ON_TIME ? {} : ({ tone: "warn" } as const);
      const more = { said: () => said || localInstant(engine.now()), ...tone, ...rest };
      return step(of, "late", timeText(said, now, rest), more, (next) => (
        <TimeChoice
          label={name(of)}
          value={said}
          now={now}
          onChoose={(at) => chosen(of, next)(at ?? localInstant(engine.now()))}
        />
      ));
    },
    photos: (rest: Rest = {}): Step => {
      const n = form.photos.length;
      const answer = n > 0 ? t("photo.count", { n }) : null;
      const words = { ask: t("photo.ask"), name: t("photo.name") };
      return step("photos", "camera", answer, { optional: "aside", ...words, ...rest }, () => (
        <PhotoButton label={t("photo.take")} photos={form.photos} onAdd={form.addPhoto} />
      ));
    },
    /** Several fields on one screen: for what is known only sometimes. */
    fields: (of: string, icon: string, names: Name[]): Step => {
      const said = names.map((one) => body[one]?.trim()).filter(Boolean);
      const rest = { optional: "aside" } as const;
      return step(of, icon, said.join(" · ") || null, rest, () => names.map((one) => field(one)));
    },
  };
}
