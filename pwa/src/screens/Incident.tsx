import { useState } from "preact/hooks";
import { engine } from "../engine";
import type { Kit, KitMeal, Stop } from "../types";
import {
  BigButton,
  Empty,
  go,
  hashOf,
  Icon,
  Notice,
  Screen,
  Steps,
  Ticks,
  tell,
  tellSaved,
} from "../ui";
import { inVietnamese, t } from "../words";
import { date, localInstant, when } from "../words/format";
import { ageOfList } from "./Cook";
import { mealName, Save } from "./Dishes";
import { type Answers, type Form, noteStep, numberStep, said, timeStep } from "./dish_steps";
import { type Frozen, frozenBy } from "./incident";
import { useRecord } from "./useRecord";

const SYMPTOMS = [
  "nausea",
  "vomiting",
  "abdominal_pain",
  "diarrhoea",
  "fever",
  "headache",
  "dizziness",
  "rash",
  "numbness",
  "hard_breathing",
  "other",
] as const;
const RECENT_MS = 48 * 3_600_000;

/** Screen 10, first half · `su-co`: freeze a meal, call · `/<meal>`: who fell sick, and how. */
export function Incident({ args: [id] }: { args: string[] }) {
  const kit = engine.kit.value;
  if (kit === null) return null;
  const meal = kit.meals.find((one) => one.id === id);
  return meal ? <Suspected kit={kit} meal={meal} /> : <Alarm kit={kit} />;
}

/** Meals whose food somebody may have eaten, the newest first. */
function recentMeals(kit: Kit): KitMeal[] {
  const now = engine.now().getTime();
  return kit.meals
    .filter((meal) => {
      const eats = Date.parse(meal.started_at ?? meal.eating_at);
      const begun = meal.started_at || meal.dishes.some((dish) => dish.cooked.length > 0);
      return now - eats < RECENT_MS && (eats <= now || begun);
    })
    .sort((a, b) => Date.parse(b.eating_at) - Date.parse(a.eating_at));
}

function frozen(kit: Kit, meal: KitMeal): Frozen {
  const cooked = engine.items.value
    .filter((item) => item.envelope.type === "dish_cooked" && !item.replaced_by)
    .map((item) => item.envelope);
  return frozenBy(kit, meal, cooked);
}

function causeOf(meal: KitMeal): string {
  const name = inVietnamese(`meal.${meal.meal}`);
  return inVietnamese("incident.cause", { meal: name, date: date(meal.date) });
}

function Alarm({ kit }: { kit: Kit }) {
  const [busy, setBusy] = useState(false);
  const { stops } = kit.stop_list;
  const isHeld = (meal: KitMeal) => stops.some((stop) => stop.of === meal.id);
  const freeze = async (meal: KitMeal) => {
    setBusy(true);
    try {
      const draft = await engine.draft("hold", meal.id);
      const held = { held_at: localInstant(engine.now()), kind: "suspicion", cause: causeOf(meal) };
      await engine.save({ ...draft, body: { ...held, ...frozen(kit, meal) } });
      tellSaved(t("kind.hold"));
    } catch (problem) {
      tell(t("save.failed", { why: String(problem) }), { bad: true });
    } finally {
      setBusy(false);
    }
  };
  const meals = recentMeals(kit);
  return (
    <Screen title={t("incident.title")} back="#/">
      {meals.length === 0 && <Empty icon="meal" title={t("incident.no_meals")} />}
      {meals.map((meal) => {
        const { sample_ids, lot_uris } = frozen(kit, meal);
        const counts = { samples: sample_ids.length, lots: lot_uris.length };
        return isHeld(meal) ? (
          <BigButton
            key={meal.id}
            icon="people"
            label={t("incident.tell", { meal: mealName(meal) })}
            hint={t("incident.tell_hint")}
            onPress={() => go(hashOf(["su-co", meal.id]))}
          />
        ) : (
          <BigButton
            key={meal.id}
            look="danger"
            icon="held"
            label={t("incident.freeze", { meal: mealName(meal), date: date(meal.date) })}
            hint={t("incident.freeze_hint", counts)}
            disabled={busy}
            onPress={() => void freeze(meal)}
          />
        );
      })}
      <h2>{t("incident.call")}</h2>
      {kit.calls.length === 0 && <p class="muted">{t("incident.no_calls")}</p>}
      {kit.calls.map((one) => (
        <a
          key={`${one.name} ${one.phone}`}
          class="row"
          href={`tel:${one.phone.replace(/[^+\d]/g, "")}`}
        >
          <Icon name="phone" large />
          <span class="row-text">
            <b>{one.name}</b>
            <small>{one.phone}</small>
          </span>
        </a>
      ))}
      <Held stops={stops} />
    </Screen>
  );
}

function Held({ stops }: { stops: Stop[] }) {
  const icons = { lot: "lot", sample: "sample", meal: "meal" };
  return (
    <>
      <h2>{t("incident.held", { n: stops.length })}</h2>
      <p class="muted">{ageOfList()}</p>
      <ul class="rows">
        {stops.map((stop) => (
          <li key={`${stop.kind} ${stop.of}`}>
            <Notice
              tone="hold"
              icon={icons[stop.kind]}
              title={`${t(`incident.${stop.kind}`)}: ${stop.name}`}
            >
              <p>
                {stop.reason} · {when(stop.since, engine.now())}
              </p>
            </Notice>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A second record beside the hold: the first must not wait for it. */
function Suspected({ kit, meal }: { kit: Kit; meal: KitMeal }) {
  const form = useRecord<Answers>("hold", `${meal.id}/suspected`);
  if (form === null) return null;
  const { body } = form;
  const save = () => {
    const { sick, first_onset_at } = said(body, ["sick", "first_onset_at"]);
    const suspected = {
      sick,
      first_onset_at: body.first_onset_at ? first_onset_at : undefined,
      symptoms: body.symptoms ?? [],
    };
    const held = { held_at: localInstant(engine.now()), kind: "suspicion", cause: causeOf(meal) };
    form.save(
      { ...held, ...frozen(kit, meal), suspected, note: body.note?.trim() || undefined },
      "#/su-co",
    );
  };
  return (
    <Screen title={mealName(meal)} back="#/su-co" heading={false}>
      <Steps
        steps={[
          numberStep(form, "sick", { most: 4 }),
          timeStep(form, "first_onset_at", { optional: true }),
          symptomsStep(form),
          noteStep(form, false, "incident.ask.note"),
          ...form.why,
        ]}
        end={(ready) => (
          <Save label={t("incident.save")} ready={ready && !form.busy} onSave={save} />
        )}
      />
    </Screen>
  );
}

function symptomsStep({ body, set }: Form) {
  const chosen = (body.symptoms ?? []) as (typeof SYMPTOMS)[number][];
  return {
    key: "symptoms",
    ask: t("act.ask.symptoms"),
    name: t("act.name.symptoms"),
    icon: "alert",
    answer: chosen.map((one) => t(`symptom.${one}`)).join(", ") || null,
    optional: true,
    body: () => (
      <Ticks
        label={t("act.name.symptoms")}
        options={SYMPTOMS.map((value) => ({ value, label: t(`symptom.${value}`), icon: "person" }))}
        values={chosen}
        onChange={(symptoms) => set({ symptoms })}
      />
    ),
  };
}
