/** The kinds of questions forms are made of; each keeps its answer in one member of the body. */

import { engine } from "../engine";
import {
  Choice,
  Field,
  finished,
  NumberPad,
  ON_TIME,
  type Option,
  PassFail,
  PhotoButton,
  type Step,
  TimeChoice,
} from "../ui";
import { t, tOf, type WordKey } from "../words";
import { late, localInstant, shown, when } from "../words/format";
import type { RecordForm } from "./useRecord";

type Rest = Partial<Pick<Step, "key" | "ask" | "name" | "optional" | "help" | "tone" | "answer">>;
type Pad = { presets?: string[]; decimals?: number; most?: number; minus?: boolean };
type Text = { lines?: number; longest?: number; type?: "text" | "tel" | "date" };

const TONES = { pass: "ok", fail: "bad", not_done: "idle" } as const;

/** An earlier time is always taken, and always seen to be one. */
function timeText(said: string | undefined, now: Date, { optional }: Rest): string | null {
  if (!said) return optional === "aside" ? t("time.now") : null;
  const minutes = (now.getTime() - Date.parse(said)) / 60_000;
  if (minutes < ON_TIME) return when(said, now);
  return t("time.said_late", { at: when(said, now), span: late(minutes) });
}

/** The words are `<prefix>.ask.<name>` for the question and `<prefix>.name.<name>` for its row. */
export function questions<B>(form: RecordForm<B>, prefix: string) {
  type Name = keyof B & string;
  const body = form.body as Record<string, string | undefined>;
  const set = (name: Name, value: unknown) => form.set({ [name]: value } as Partial<B>);
  const name = (one: string) => tOf(`${prefix}.name`, one);

  function step(of: string, icon: string, answer: string | null, rest: Rest, shape: Step["body"]) {
    const ask = tOf(`${prefix}.ask`, of);
    const voice = `${prefix}.ask.${of}` as WordKey;
    return { key: of, ask, name: name(of), icon, voice, answer, ...rest, body: shape } as Step;
  }
  const field = (of: Name, { lines = 1, longest = 200, type = "text" }: Text = {}) => (
    <Field
      key={of}
      label={name(of)}
      {...{ lines, longest, type }}
      value={body[of] ?? ""}
      onChange={(text) => set(of, text)}
    />
  );
  const chosen = (of: Name, next: () => void) => (value: string) => {
    set(of, value);
    next();
  };
  return {
    step,
    field,
    /** Passed or failed; with `notDone` also neither. */
    check: (of: Name, icon: string, rest: Rest & { notDone?: boolean } = {}): Step => {
      const said = body[of] as keyof typeof TONES | undefined;
      const tone = said ? TONES[said] : "idle";
      return step(of, icon, said ? tOf("check", said) : null, { tone, ...rest }, (next) => (
        <PassFail
          label={name(of)}
          value={said}
          notDone={rest.notDone ?? false}
          onChoose={chosen(of, next)}
        />
      ));
    },
    choice: (of: Name, icon: string, options: Option<string>[], rest: Rest = {}): Step => {
      const said = options.find((one) => one.value === body[of]);
      return step(of, icon, (said?.label as string) ?? null, rest, (next) => (
        <Choice label={name(of)} {...{ options }} value={body[of]} onChoose={chosen(of, next)} />
      ));
    },
    /** A number above nothing, or any number where `minus` is allowed. */
    pad: (of: Name, icon: string, unit: string, pad: Pad, rest: Rest = {}): Step => {
      const value = String(body[of] ?? ""); // of a record that is corrected, a number
      const said = finished(value);
      const none = said === "" || (!pad.minus && Number(said) === 0);
      return step(of, icon, none ? null : `${shown(said)} ${unit}`.trim(), rest, () => (
        <NumberPad
          label={name(of)}
          value={value}
          {...{ unit, ...pad }}
          onChange={(text) => set(of, text)}
        />
      ));
    },
    text: (
      of: Name,
      icon: string,
      { help, ask, optional, key, ...text }: Rest & Text = {},
    ): Step => {
      const said = body[of]?.trim() ?? "";
      const rest = Object.entries({ help, ask, optional, key }).filter(([, one]) => one);
      return step(of, icon, said || null, Object.fromEntries(rest), () => field(of, text));
    },
    /** «Now» is the moment of the tap: a form may lie open while the soup boils. */
    time: (of: Name, rest: Rest = {}): Step => {
      const now = engine.now();
      const said = body[of];
      const minutes = said ? (now.getTime() - Date.parse(said)) / 60_000 : 0;
      const tone = minutes < ON_TIME ? {} : ({ tone: "warn" } as const);
      return step(of, "late", timeText(said, now, rest), { ...tone, ...rest }, (next) => (
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
