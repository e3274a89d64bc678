import { engine } from "../engine";
import type { Kit, KitSample } from "../types";
import { BigButton, Empty, Icon, Notice, Pairs, Screen, type Step } from "../ui";
import { go, hashOf, type Place, route } from "../ui/route";
import { inVietnamese, t } from "../words";
import { amount, clock, date, since, when } from "../words/format";
import { ageOfList } from "./Cook";
import type { Answers, Asked } from "./Dishes";
import { FormScreen } from "./FormScreen";
import "./shelf.css";

const CONDITIONS = ["intact", "broken_seal", "spoilt", "spilt"] as const;

/** Screen 8 · `tu-mau`: the sample fridge as it stands there · `/<sample>`: one box. */
export function Shelf({ kit, args: [id] }: Place) {
  const sample = kit.samples.find((one) => one.id === id || one.record === id);
  if (!sample) return <Fridges kit={kit} />;
  return route.value.query.get("huy") ? <Destroying sample={sample} /> : <Box sample={sample} />;
}

interface State {
  tone: "ok" | "hold" | "due" | "warn";
  icon: string;
  words: string;
}

/** The careful of both clocks judges (R9); the words say what it waits for. */
export function stateOf(sample: KitSample): State {
  const { ok, at, why } = engine.mayDestroy(sample);
  if (ok) return { tone: "ok", icon: "done", words: t("shelf.may") };
  if (why === "held") return { tone: "hold", icon: "held", words: t("shelf.held") };
  if (why === "clock") return { tone: "warn", icon: "late", words: t("shelf.clock") };
  if (at === null) return { tone: "due", icon: "meal", words: t("shelf.not_eaten") };
  return { tone: "due", icon: "late", words: t("shelf.wait", { span: since(at, engine.now()) }) };
}

function Fridges({ kit }: { kit: Kit }) {
  const kept = kit.samples.filter((one) => one.destroyed_at === null);
  const fridges = kit.fridges.filter((one) => one.kind === "sample");
  const known = new Set(fridges.map((one) => one.id));
  const elsewhere = kept.filter((one) => !known.has(one.fridge ?? ""));
  return (
    <Screen title={t("shelf.title")} back="#/">
      <BigButton icon="scan" label={t("shelf.scan")} to="#/quet" />
      {kit.samples.filter(isException).map((one) => (
        <GoneHeld key={one.id} sample={one} />
      ))}
      {kept.length === 0 && <Empty icon="sample" title={t("shelf.empty")} />}
      {fridges.map(({ id, name }) => (
        <Cabinet key={id} {...{ name }} samples={kept.filter((one) => one.fridge === id)} />
      ))}
      {elsewhere.length > 0 && <Cabinet name={t("shelf.elsewhere")} samples={elsewhere} />}
      <p class="muted">{ageOfList()}</p>
    </Screen>
  );
}

/** A hold beats a destruction in whatever order they arrived (R12): it stays red until released. */
function isException(sample: KitSample): boolean {
  return sample.destroyed_at !== null && sample.held;
}

function GoneHeld({ sample }: { sample: KitSample }) {
  return (
    <Notice
      tone="bad"
      icon="held"
      title={t("shelf.gone_held", { dish: sample.dish_name })}
      help={t("shelf.gone_held_help")}
    />
  );
}

function Cabinet({ name, samples }: { name: string; samples: KitSample[] }) {
  const order = [...samples].sort((a, b) => Date.parse(a.taken_at) - Date.parse(b.taken_at));
  return (
    <section class="cabinet" aria-label={name}>
      <h2>
        <Icon name="fridge" /> {name}
      </h2>
      <ul class="cabinet-shelves">
        {order.map((one) => {
          const { tone, icon, words } = stateOf(one);
          return (
            <li key={one.id}>
              <button
                type="button"
                class={`sample-box tone-${tone}`}
                onClick={() => go(hashOf(["tu-mau", one.id]))}
              >
                <Icon name={icon} large />
                <b>{one.dish_name}</b>
                <small>{words}</small>
              </button>
            </li>
          );
        })}
      </ul>
      {order.length === 0 && <p>{t("shelf.no_boxes")}</p>}
    </section>
  );
}

function Box({ sample }: { sample: KitSample }) {
  const now = engine.now();
  const { tone, icon, words } = stateOf(sample);
  const { ok, at, why } = engine.mayDestroy(sample);
  const stop = engine.stopOf(sample.id);
  const facts: [string, string][] = [
    [t("shelf.taken"), when(sample.taken_at, now)],
    [t("sample.name.amount"), amount(sample.amount, sample.uom)],
    [t("sample.name.box"), [sample.container, sample.code].filter(Boolean).join(" · ")],
    [t("sample.name.sealed"), t(sample.sealed ? "sample.sealed" : "sample.not_sealed")],
    [t("shelf.meal"), date(sample.meal_date)],
  ];
  if (sample.destroyed_at) {
    return (
      <Screen title={sample.dish_name} back="#/tu-mau">
        {isException(sample) && <GoneHeld sample={sample} />}
        <Notice
          tone="idle"
          icon="destroy"
          title={t("shelf.gone", { time: when(sample.destroyed_at, now) })}
        />
      </Screen>
    );
  }
  return (
    <Screen title={sample.dish_name} back="#/tu-mau">
      <Notice tone={tone} icon={icon} title={words}>
        {why === "early" && at && <p>{t("shelf.until", { date: date(at), time: clock(at) })}</p>}
        {why === "clock" && <p>{t("shelf.clock_help")}</p>}
        {stop && <p>{stop.reason}</p>}
        {why === "held" && <p>{t("shelf.held_help")}</p>}
      </Notice>
      <Pairs look="facts" of={facts} />
      <BigButton
        {...(ok ? { look: "primary", icon: "destroy" } : { look: "quiet" })}
        label={t(ok ? "shelf.destroy" : "shelf.already")}
        to={hashOf(["tu-mau", sample.id], { huy: "1" })}
      />
    </Screen>
  );
}

/** Also for what must not have been destroyed: what happened is written down, with its why. */
function Destroying({ sample }: { sample: KitSample }) {
  const { ok } = engine.mayDestroy(sample);
  return (
    <FormScreen<Answers>
      kind="sample_destroyed"
      about={sample.id}
      words="act"
      title={sample.dish_name}
      back={hashOf(["tu-mau", sample.id])}
      then="#/tu-mau"
      plan={(_, ask) => ({
        before: !ok && (
          <Notice
            tone="bad"
            icon={stateOf(sample).icon}
            title={t("shelf.exception")}
            help={t("shelf.exception_help")}
          />
        ),
        steps: [
          conditionStep(ask),
          ask.time("destroyed_at", ok ? { optional: "aside" } : {}),
          ask.note(!ok, t(ok ? "act.ask.note" : "shelf.ask.already")),
          ask.photos(),
        ],
        save: t(ok ? "shelf.save" : "shelf.save_already"),
        body: (said) => ({ sample_id: sample.id, ...said }),
      })}
    />
  );
}

/** A word of the list is one tap; any other is written below. */
function conditionStep(ask: Asked): Step {
  const options = CONDITIONS.map((one) => ({
    value: inVietnamese(`condition.${one}`),
    label: t(`condition.${one}`),
    icon: one === "intact" ? "held" : one === "broken_seal" ? "torn" : "smell",
  }));
  const listed = ask.choice("condition", "eye", options, { layout: "list" });
  const own = ask.text("condition", "eye");
  return { ...own, body: (next) => [listed.body(next), own.body(next)] };
}
