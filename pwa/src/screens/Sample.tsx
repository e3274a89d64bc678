import { useState } from "preact/hooks";
import { type Match, match, type Scan, spoken } from "../core/codes";
import { refusal, Scanner } from "../scan/Scanner";
import type { Kit } from "../types";
import { BigButton, Choice, finished, Notice, NumberPad, Screen, type Step, Steps } from "../ui";
import { inVietnamese, t } from "../words";
import { amount, shown, unit } from "../words/format";
import { type AboutDish, dishScreen, Earlier, Save } from "./Dishes";
import { type Answers, asked, type Form, said } from "./dish_steps";
import { useRecord } from "./useRecord";

const CONTAINERS = ["steel", "glass", "plastic", "bag"] as const;

/** Screen 7: a sample into its box, sealed, into its fridge. */
export const Sample = dishScreen({
  path: "luu-mau",
  title: "sample.title",
  icon: "sample",
  done: ({ kit, dish }) => kit.samples.some((one) => one.dish === dish.id),
  form: Sampling,
});

function Sampling(about: AboutDish) {
  const { kit, dish } = about;
  const form = useRecord<Answers>("sample_taken", dish.id);
  if (form === null) return null;
  const { body } = form;
  const uom = dish.matter === "liquid" ? "MLT" : "GRM";
  const least = dish.matter === "liquid" ? kit.limits.liquid_millilitres : kit.limits.solid_grams;
  const short = Number(body.amount) > 0 && Number(body.amount) < Number(least);
  const before = kit.samples.filter((one) => one.dish === dish.id);
  const ask = asked(form);
  const steps: Step[] = [
    boxStep(form, about),
    amountStep(form, uom, least),
    sealStep(form),
    fridgeStep(form, kit),
    ask.text("seal", "held", { optional: "aside", longest: 60 }),
    ask.photos({ ask: t("sample.ask.seal_photo") }),
    ask.time("taken_at", { optional: "aside" }),
    ask.note(false),
    ...form.why,
  ];
  const save = () => {
    const rest = said(body, [
      "amount",
      "container",
      "box",
      "seal",
      "fridge_id",
      "taken_at",
      "note",
    ]);
    form.save({ dish_id: dish.id, uom, sealed: body.sealed, ...rest });
  };
  const acts = before.map((one) => ({
    at: one.taken_at,
    words: amount(one.amount, one.uom),
    bad: false,
  }));
  return (
    <Screen title={dish.name} back="#/luu-mau" heading={false}>
      {form.why.length === 0 && <Earlier acts={acts} />}
      <Steps
        steps={steps}
        end={(ready) => (
          <>
            {short && (
              <Notice tone="warn" title={t("sample.short", { least: amount(least, uom) })}>
                <p>{t("sample.short_help")}</p>
              </Notice>
            )}
            <Save label={t("sample.save")} ready={ready && !form.busy} onSave={save} />
          </>
        )}
      />
    </Screen>
  );
}

function boxStep({ body, set }: Form, { kit, dish }: AboutDish): Step {
  return {
    key: "box",
    ask: t("sample.ask.box"),
    name: t("sample.name.box"),
    icon: "sample",
    answer: body.container ?? null,
    body: (next) => (
      <Box
        kit={kit}
        dish={dish.id}
        onBox={(box, container) => {
          set({ box, container });
          next();
        }}
        onContainer={(container) => {
          set({ box: undefined, container });
          next();
        }}
      />
    ),
  };
}

/** Why this code is not that of a box; null if it may be. */
function otherThan(scan: Scan, found: Omit<Match, "sample">): string | null {
  if (scan.kind === "own-class" || found.lines.length > 0) return t("sample.is_lot");
  if (scan.kind === "own-loc" || found.fridge) return t("sample.is_fridge");
  if (found.person) return t("sample.is_person");
  if (scan.code || scan.serial || scan.sscc) return null;
  return scan.why ? refusal(scan) : t("sample.no_box");
}

interface BoxProps {
  kit: Kit;
  dish: string;
  onBox: (box: string, container: string) => void;
  onContainer: (container: string) => void;
}

function Box({ kit, dish, onBox, onContainer }: BoxProps) {
  const [open, setOpen] = useState(false);
  const onRead = (scan: Scan): string | null => {
    const { sample, ...found } = match(scan, kit);
    const refused = otherThan(scan, found);
    if (refused) return refused;
    if (sample && !sample.destroyed_at && sample.dish !== dish) {
      return t("sample.in_use", { dish: sample.dish_name });
    }
    const code = scan.code ?? scan.serial ?? scan.sscc ?? "";
    const container = inVietnamese("sample.container", { code: spoken(code) });
    onBox(scan.uri ?? code, sample?.container ?? container);
    return null;
  };
  return (
    <>
      <Scanner onRead={onRead} />
      {open ? (
        <Choice
          label={t("sample.name.box")}
          value={null}
          options={CONTAINERS.map((one) => ({
            value: inVietnamese(`container.${one}`),
            label: t(`container.${one}`),
            icon: "sample",
          }))}
          onChoose={onContainer}
        />
      ) : (
        <BigButton look="quiet" label={t("sample.no_code")} onPress={() => setOpen(true)} />
      )}
    </>
  );
}

/** The least amount is offered, never taken for given: one tap says «so much it was». */
function amountStep({ body, set }: Form, uom: string, least: string): Step {
  const value = body.amount ?? "";
  const more = [least, String(Number(least) + 20), String(Number(least) + 50)];
  return {
    key: "amount",
    ask: t("sample.ask.amount", { least: amount(least, uom) }),
    name: t("sample.name.amount"),
    icon: "scale",
    answer: Number(finished(value)) > 0 ? `${shown(finished(value))} ${unit(uom)}` : null,
    tone: Number(value) < Number(least) ? "warn" : "ok",
    body: (next) => (
      <>
        <div class="pad-presets">
          {more.map((one) => (
            <button
              key={one}
              type="button"
              onClick={() => {
                set({ amount: one });
                next();
              }}
            >
              {amount(one, uom)}
            </button>
          ))}
        </div>
        <NumberPad
          label={t("sample.name.amount")}
          value={value}
          unit={unit(uom)}
          decimals={1}
          most={4}
          onChange={(text) => set({ amount: text })}
        />
      </>
    ),
  };
}

function sealStep({ body, set }: Form): Step {
  const { sealed } = body;
  return {
    key: "sealed",
    ask: t("sample.ask.sealed"),
    name: t("sample.name.sealed"),
    icon: "held",
    voice: "sample.ask.sealed",
    answer: sealed === undefined ? null : t(sealed ? "sample.sealed" : "sample.not_sealed"),
    tone: sealed === false ? "bad" : "ok",
    body: (next) => (
      <Choice
        label={t("sample.ask.sealed")}
        value={sealed === undefined ? null : sealed ? "yes" : "no"}
        options={[
          { value: "yes", label: t("sample.sealed"), icon: "held", look: "ok" },
          { value: "no", label: t("sample.not_sealed"), icon: "released", look: "bad" },
        ]}
        onChoose={(answer) => {
          set({ sealed: answer === "yes" });
          next();
        }}
      />
    ),
  };
}

function fridgeStep({ body, set }: Form, kit: Kit): Step {
  const fridges = kit.fridges.filter((one) => one.kind === "sample");
  return {
    key: "fridge_id",
    ask: t("sample.ask.fridge"),
    name: t("sample.name.fridge"),
    icon: "fridge",
    answer: kit.fridges.find((one) => one.id === body.fridge_id)?.name ?? null,
    ...(fridges.length === 0
      ? { optional: true, help: <p class="muted">{t("sample.no_fridge")}</p> }
      : {}),
    body: (next) => (
      <Choice
        label={t("sample.ask.fridge")}
        layout="list"
        value={body.fridge_id}
        options={fridges.map((one) => ({ value: one.id, label: one.name, icon: "fridge" }))}
        onChoose={(fridge_id) => {
          set({ fridge_id });
          next();
        }}
      />
    ),
  };
}
