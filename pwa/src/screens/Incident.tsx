import { useState } from "preact/hooks";
import { engine } from "../engine";
import type { Kit, Stop } from "../types";
import { BigButton, Empty, List, Notice, Screen } from "../ui";
import { hashOf, type Place } from "../ui/route";
import { inVietnamese, t } from "../words";
import { date, localInstant, when } from "../words/format";
import { ageOfList } from "./Cook";
import { Calls } from "./Device";
import { type Answers, mealName } from "./Dishes";
import { FormScreen, saveAtOnce } from "./FormScreen";
import { type Frozen, frozenBy, type Suspect, suspectsOf } from "./incident";

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
/** Screen 10, first half · `su-co`: freeze a meal, call · `/<meal>`: who fell sick, and how. */
export function Incident({ kit, args: [id] }: Place) {
  const suspects = suspectsOf(kit, engine.now());
  const suspect = suspects.find((one) => one.id === id);
  return suspect ? <Told kit={kit} suspect={suspect} /> : <Alarm kit={kit} suspects={suspects} />;
}

function hold(kit: Kit, suspect: Suspect): Record<string, unknown> {
  const cooked = engine.items.value
    .filter((item) => item.envelope.type === "dish_cooked" && !item.replaced_by)
    .map((item) => item.envelope);
  const name = suspect.meal
    ? inVietnamese(`meal.${suspect.meal.meal}`)
    : inVietnamese("act.a_meal");
  return {
    held_at: localInstant(engine.now()),
    kind: "suspicion",
    cause: inVietnamese("incident.cause", { meal: name, date: date(suspect.date) }),
    ...frozenBy(kit, suspect, cooked),
  };
}

function nameOf({ meal, date: day }: Suspect): string {
  return meal ? `${mealName(meal)}, ${date(day)}` : t("incident.meal_of", { date: date(day) });
}

function Alarm({ kit, suspects }: { kit: Kit; suspects: Suspect[] }) {
  const [busy, setBusy] = useState(false);
  const { stops } = kit.stop_list;
  const freeze = async (suspect: Suspect) => {
    setBusy(true);
    await saveAtOnce("hold", suspect.id, hold(kit, suspect));
    setBusy(false);
  };
  return (
    <Screen title={t("incident.title")} back="#/">
      <h2>{t("incident.call")}</h2>
      {kit.calls.length === 0 && <p class="muted">{t("incident.no_calls")}</p>}
      <Calls calls={kit.calls} />
      {suspects.length === 0 && <Empty icon="meal" title={t("incident.no_meals")} />}
      <List
        label={t("incident.title")}
        items={suspects}
        keyOf={(one) => one.id}
        textOf={(one) => `${nameOf(one)} ${freezes(kit, one)}`}
        row={(one) =>
          stops.some((stop) => stop.of === one.id) ? (
            <BigButton
              icon="people"
              label={t("incident.tell", { meal: nameOf(one) })}
              hint={t("incident.tell_hint")}
              to={hashOf(["su-co", one.id])}
            />
          ) : (
            <BigButton
              look="danger"
              icon="held"
              label={t("incident.freeze", { meal: nameOf(one) })}
              hint={freezes(kit, one)}
              disabled={busy}
              onPress={() => void freeze(one)}
            />
          )
        }
      />
      <Held stops={stops} />
    </Screen>
  );
}

function freezes(kit: Kit, suspect: Suspect): string {
  const { sample_ids, lot_uris } = hold(kit, suspect) as unknown as Frozen;
  const counts = { samples: sample_ids.length, lots: lot_uris.length };
  const dishes = suspect.dishes.map((dish) => dish.name).join(", ");
  return `${t("incident.freeze_hint", counts)}. ${dishes}`;
}

/** What is held for one reason stands together: a list of forty boxes is not read. */
function Held({ stops }: { stops: Stop[] }) {
  const reasons = [...new Set(stops.map((stop) => stop.reason))];
  return (
    <>
      <h2>{t("incident.held", { n: stops.length })}</h2>
      <p class="muted">{ageOfList()}</p>
      {reasons.map((reason) => (
        <Notice key={reason} tone="hold" title={reason}>
          <ul>
            {stops
              .filter((stop) => stop.reason === reason)
              .map((stop) => (
                <li key={`${stop.kind} ${stop.of}`}>
                  {t(`incident.${stop.kind}`)}: {stop.name} · {when(stop.since, engine.now())}
                </li>
              ))}
          </ul>
        </Notice>
      ))}
    </>
  );
}

/** A second record beside the hold: the first must not wait for it. */
function Told({ kit, suspect }: { kit: Kit; suspect: Suspect }) {
  return (
    <FormScreen<Answers>
      kind="hold"
      about={`${suspect.id}/suspected`}
      words="act"
      title={nameOf(suspect)}
      back="#/su-co"
      then="#/su-co"
      plan={(form, ask) => ({
        steps: [
          ask.pad("sick", "people", "", { most: 4 }),
          ask.time("first_onset_at", { optional: true }),
          ask.ticks("symptoms", "alert", symptoms(), { optional: true }),
          ask.note(false, t("incident.ask.note")),
        ],
        save: t("incident.save"),
        body: ({ sick, note }) => {
          const { first_onset_at, symptoms = [] } = form.body;
          return { ...hold(kit, suspect), suspected: { sick, first_onset_at, symptoms }, note };
        },
      })}
    />
  );
}

const symptoms = () =>
  SYMPTOMS.map((value) => ({
    value,
    label: t(`symptom.${value}`),
    icon: { fever: "warm", other: "plus" }[value as string] ?? value.replace("_", "-"),
  }));
