import { engine } from "../engine";
import { BigButton, Notice, toOpenStep } from "../ui";
import { t } from "../words";
import { shown } from "../words/format";
import { type AboutDish, type Asked, dishScreen, type Form } from "./Dishes";
import { type Plan, Save } from "./FormScreen";

/** Screen 6: a dish is let go to the tables, or stopped. */
export const Check = dishScreen({
  kind: "dish_checked",
  path: "truoc-khi-an",
  title: "serve.title",
  icon: "serving",
  acts: ({ dish }) =>
    dish.checked.map(({ at, decision }) => {
      return { at, words: t(`serve.${decision}`), bad: decision === "stop" };
    }),
  plan: checking,
});

function checking({ meal, dish }: AboutDish, form: Form, ask: Asked): Plan {
  const { body, set } = form;
  const stopping = body.decision === "stop";
  const mustStop = body.sensory === "fail";
  const planned = portionsCooked(dish.id) || String(meal.portions || "");
  const presets = [planned].filter(Boolean);
  const portions = ask.pad("portions", "people", "", { presets, most: 5 });
  const decide = (decision: "stop" | undefined) => {
    set({ decision });
    toOpenStep();
  };
  return {
    before: dish.cooked.length === 0 && <Notice tone="warn" title={t("serve.not_cooked")} />,
    steps: [
      ask.check("utensils", "serving"),
      ask.check("sensory", "nose"),
      ask.note(
        body.utensils === "fail" || mustStop || stopping,
        t(stopping ? "serve.ask.why_stop" : "act.ask.note"),
      ),
      planned
        ? { ...portions, answer: portions.answer ?? shown(planned), optional: "aside" }
        : portions,
      ask.time("portioned_at", { optional: "aside" }),
      ask.text("utensils_note", "serving", { optional: "aside" }),
      ask.photos(),
    ],
    // A nought is no answer: the button says which number it saves.
    body: ({ portions, ...said }) => {
      return { dish_id: dish.id, ...said, portions: portions || Number(planned) || undefined };
    },
    endAsk: t("serve.decide"),
    end: (ready, save) => (
      <div class="stack">
        {mustStop && <Notice tone="bad" title={t("serve.must_stop")} />}
        {!stopping && !mustStop && (
          <Save
            label={t("serve.serve_n", { n: Number(body.portions) || planned })}
            ready={ready}
            save={() => save({ decision: "serve" })}
          />
        )}
        <BigButton
          look="danger"
          icon="failed"
          label={t("serve.stop_this")}
          disabled={form.busy || !body.utensils || !body.sensory}
          onPress={() => (body.note?.trim() ? save({ decision: "stop" }) : decide("stop"))}
        />
        {stopping && !mustStop && (
          <BigButton look="quiet" label={t("serve.not_stop")} onPress={() => decide(undefined)} />
        )}
      </div>
    ),
  };
}

/** What this phone wrote down in step 2; other phones' numbers are not in the kit. */
function portionsCooked(dish: string): string {
  const cooked = engine.items.value.find(
    ({ envelope }) => envelope.type === "dish_cooked" && envelope.body["dish_id"] === dish,
  );
  return String(cooked?.envelope.body["portions"] ?? "");
}
