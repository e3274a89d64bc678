import { localDay } from "../core/duties";
import { engine } from "../engine";
import type { Kit, KitFridge } from "../types";
import { BigButton, Empty, finished, List, Notice, Screen, type Step, Tile } from "../ui";
import { hashOf, type Place } from "../ui/route";
import { inVietnamese, t, tOf, type WordKey } from "../words";
import { shown, since } from "../words/format";
import { FormScreen, type Plan, type Questions } from "./FormScreen";
import { isOutside, presetsOf } from "./fridge_range";
import type { RecordForm } from "./useRecord";

const CAUSES = ["power-cut", "door", "warm"] as const;
type Cause = (typeof CAUSES)[number];

interface Answers {
  celsius: string;
  read_at: string;
  causes: Cause[];
  note: string;
}

/** `tu-lanh`: all fridges · `/<fridge>`: read one. */
export function Fridge({ kit, args: [id] }: Place) {
  const fridge = kit.fridges.find((one) => one.id === id);
  return fridge ? <Reading fridge={fridge} /> : <Fridges kit={kit} />;
}

export function FridgeTile({ fridge }: { fridge: KitFridge }) {
  const { last } = fridge;
  const bad = last !== null && isOutside(fridge, last.celsius);
  const fresh = last !== null && localDay(Date.parse(last.at)) === localDay(engine.now());
  return (
    <Tile
      icon="fridge"
      label={fridge.name}
      detail={t("fridge.range", { kind: t(`fridge.${fridge.kind}`), range: rangeOf(fridge) })}
      tone={bad ? "bad" : fresh ? "ok" : "warn"}
      badge={
        last === null
          ? t("fridge.never")
          : t("fridge.last", {
              celsius: shown(last.celsius),
              span: since(last.at, engine.now()),
            })
      }
      to={hashOf(["tu-lanh", fridge.id])}
    />
  );
}

function rangeOf({ low, high }: KitFridge): string {
  if (low === null || high === null) return "";
  return t("fridge.between", { low: shown(low), high: shown(high) });
}

function Fridges({ kit }: { kit: Kit }) {
  return (
    <Screen title={t("fridge.title")} back="#/">
      <List
        label={t("fridge.title")}
        items={kit.fridges}
        keyOf={(one) => one.id}
        textOf={(one) => `${one.name} ${one.code}`}
        row={(one) => <FridgeTile fridge={one} />}
        empty={<Empty icon="fridge" title={t("fridge.none")} help={t("fridge.none_help")} />}
      />
      <BigButton icon="scan" label={t("fridge.scan")} to="#/quet" />
    </Screen>
  );
}

function Reading({ fridge }: { fridge: KitFridge }) {
  return (
    <FormScreen<Answers>
      kind="fridge_reading"
      about={fridge.id}
      words="fridge"
      title={fridge.name}
      back="#/tu-lanh"
      plan={(form, ask) => reading(fridge, form, ask)}
    />
  );
}

function reading(fridge: KitFridge, form: RecordForm<Answers>, ask: Questions<Answers>): Plan {
  const celsius = finished(form.body.celsius ?? "");
  const outside = celsius !== "" && isOutside(fridge, celsius) === true;
  const pad = { presets: presetsOf(fridge), decimals: 1, minus: true, most: 3 };
  return {
    steps: [
      ask.pad("celsius", "temperature", "°C", pad, {
        ask: t("fridge.ask.celsius", { fridge: fridge.name }),
        tone: outside ? "bad" : "ok",
        ...((Number(celsius) < -60 || Number(celsius) > 150) && { answer: null }),
      }),
      ...(outside ? [doneStep(fridge, form, ask)] : []),
      ask.time("read_at", { optional: "aside" }),
    ],
    save: t("fridge.save"),
    body: (said) => ({ fridge_id: fridge.id, note: noteOf(form.body) || undefined, ...said }),
  };
}

function noteOf({ causes = [], note = "" }: Partial<Answers>): string {
  const told = causes.map((cause) => inVietnamese(`cause.${cause}` as WordKey));
  return [...told, note.trim()].filter(Boolean).join("; ");
}

/** Asked, never demanded: a doubtful number is better than none. */
function doneStep(fridge: KitFridge, form: RecordForm<Answers>, ask: Questions<Answers>): Step {
  const celsius = shown(finished(form.body.celsius ?? ""));
  const help = (
    <Notice tone="bad" icon="temperature" title={t("fridge.outside", { celsius })}>
      {rangeOf(fridge) && <p>{t("fridge.should", { range: rangeOf(fridge) })}</p>}
    </Notice>
  );
  const options = CAUSES.map((value) => ({ value, label: tOf("cause", value), icon: value }));
  const rest = { key: "note", answer: noteOf(form.body) || null, optional: true, help } as const;
  const words = { ask: t("fridge.ask.note"), name: t("fridge.name.note") };
  const more = ask.field("note", { lines: 3, longest: 1000 });
  return ask.ticks("causes", "hand", options, { ...rest, ...words }, more);
}
