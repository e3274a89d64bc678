import { useState } from "preact/hooks";
import { type Match, match, type Scan, spoken } from "../core/codes";
import { refusal, Scanner } from "../scan/Scanner";
import type { Kit } from "../types";
import { BigButton, Choice, Notice, Presets, type Step } from "../ui";
import { inVietnamese, t } from "../words";
import { amount, unit } from "../words/format";
import { type AboutDish, type Asked, dishScreen, type Form } from "./Dishes";
import type { Plan } from "./FormScreen";
import { questions } from "./questions";

const CONTAINERS = ["steel", "glass", "plastic", "bag"] as const;

/** Screen 7: a sample into its box, sealed, into its fridge. */
export const Sample = dishScreen({
  kind: "sample_taken",
  path: "luu-mau",
  title: "sample.title",
  icon: "sample",
  acts: ({ kit, dish }) =>
    kit.samples
      .filter((one) => one.dish === dish.id)
      .map((one) => ({ at: one.taken_at, words: amount(one.amount, one.uom) })),
  plan: sampling,
});

function sampling(about: AboutDish, form: Form, ask: Asked): Plan {
  const { kit, dish } = about;
  const { sealed, box, container, fridge_id, ...body } = form.body;
  const [uom, least] =
    dish.matter === "liquid"
      ? ["MLT", kit.limits.liquid_millilitres]
      : ["GRM", kit.limits.solid_grams];
  const short = Number(body.amount) > 0 && Number(body.amount) < Number(least);
  return {
    steps: [
      boxStep(form, about),
      amountStep(form, uom, least),
      sealStep(form),
      fridgeStep(form, kit),
      ask.text("seal", "held", { optional: "aside" }, { longest: 60 }),
      ask.photos({ ask: t("sample.ask.seal_photo") }),
      ask.time("taken_at", { optional: "aside" }),
      ask.note(false, t("act.ask.note")),
    ],
    warning: short && (
      <Notice
        tone="warn"
        title={t("sample.short", { least: amount(least, uom) })}
        help={t("sample.short_help")}
      />
    ),
    save: t("sample.save"),
    body: (said) => ({ dish_id: dish.id, uom, sealed, box, container, fridge_id, ...said }),
  };
}

function boxStep(form: Form, { kit, dish }: AboutDish): Step {
  const answer = form.body.container ?? null;
  return questions(form, "sample").step("box", "sample", answer, {}, (next) => {
    const onChoose = (container: string, box?: string) => {
      form.set({ box, container });
      next();
    };
    return <Box dish={dish.id} {...{ kit, onChoose }} />;
  });
}

/** Why this code is not that of a box; null if it may be. */
function otherThan(scan: Scan, found: Omit<Match, "sample">): string | null {
  if (scan.kind === "own-class" || found.lines.length > 0) return t("sample.is_lot");
  if (scan.kind === "own-loc" || found.fridge) return t("sample.is_fridge");
  if (found.person) return t("sample.is_person");
  if (scan.code || scan.serial || scan.sscc) return null;
  return scan.why ? refusal(scan) : t("sample.no_box");
}

type BoxProps = { kit: Kit; dish: string; onChoose: (container: string, box?: string) => void };

function Box({ kit, dish, onChoose }: BoxProps) {
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
    onChoose(sample?.container ?? container, scan.uri ?? code);
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
          onChoose={(one) => onChoose(one)}
        />
      ) : (
        <BigButton look="quiet" label={t("sample.no_code")} onPress={() => setOpen(true)} />
      )}
    </>
  );
}

/** The least amount is offered, never taken for given: one tap says «so much it was». */
function amountStep(form: Form, uom: string, least: string): Step {
  const ask = questions(form, "sample");
  const more = [least, String(Number(least) + 20), String(Number(least) + 50)];
  const take = (next: () => void) => (one: string) => {
    form.set({ amount: one });
    next();
  };
  const pad = ask.pad("amount", "scale", unit(uom), { decimals: 1, most: 4 });
  return {
    ...pad,
    ask: t("sample.ask.amount", { least: amount(least, uom) }),
    tone: Number(form.body.amount) < Number(least) ? "warn" : "ok",
    body: (next) => (
      <>
        <Presets of={more.map((one) => [amount(one, uom), one])} onTake={take(next)} />
        {pad.body(next)}
      </>
    ),
  };
}

function sealStep(form: Form): Step {
  const { sealed } = form.body;
  const answer = sealed === undefined ? null : t(sealed ? "sample.sealed" : "sample.not_sealed");
  const tone = sealed === false ? "bad" : "ok";
  return questions(form, "sample").step("sealed", "held", answer, { tone }, (next) => (
    <Choice
      label={t("sample.ask.sealed")}
      value={sealed === undefined ? null : sealed ? "yes" : "no"}
      options={[
        { value: "yes", label: t("sample.sealed"), icon: "held", look: "ok" },
        { value: "no", label: t("sample.not_sealed"), icon: "released", look: "bad" },
      ]}
      onChoose={(said) => {
        form.set({ sealed: said === "yes" });
        next();
      }}
    />
  ));
}

function fridgeStep(form: Form, { fridges }: Kit): Step {
  const options = fridges
    .filter((one) => one.kind === "sample")
    .map((one) => ({ value: one.id, label: one.name, icon: "fridge" }));
  return questions(form, "sample").choice("fridge_id", "fridge", options, {
    ask: t("sample.ask.fridge"),
    name: t("sample.name.fridge"),
    answer: fridges.find((one) => one.id === form.body.fridge_id)?.name ?? null,
    layout: "list",
    ...(options.length === 0 && {
      ...{ optional: true, help: <p class="muted">{t("sample.no_fridge")}</p> },
    }),
  });
}
