import { engine } from "../engine";
import { BigButton, go, hashOf, Notice, route, Screen, type Step, Steps } from "../ui";
import { t } from "../words";
import { shown } from "../words/format";
import { type AboutDish, dishScreen, Earlier, Save } from "./Dishes";
import { type Answers, asked, said } from "./dish_steps";
import { useRecord } from "./useRecord";

/** Screen 6: a dish is let go to the tables, or stopped. */
export const Check = dishScreen({
  path: "truoc-khi-an",
  title: "serve.title",
  icon: "serving",
  done: ({ dish }) => dish.checked.length > 0,
  form: Checking,
});

function Checking({ meal, dish }: AboutDish) {
  const form = useRecord<Answers>("dish_checked", dish.id);
  if (form === null) return null;
  const { body } = form;
  const failed = body.utensils === "fail" || body.sensory === "fail";
  const stopping = body.decision === "stop";
  const planned = portionsCooked(dish.id) || String(meal.portions || "");
  const ask = asked(form);
  const presets = [planned].filter(Boolean);
  const portions = ask.pad("portions", "people", "", { presets, most: 5 });
  const steps: Step[] = [
    ask.verdict("utensils", "serving"),
    ask.verdict("sensory", "nose"),
    ask.note(failed || stopping, t(stopping ? "serve.ask.why_stop" : "act.ask.note")),
    planned
      ? { ...portions, answer: portions.answer ?? shown(planned), optional: "aside" }
      : portions,
    ask.time("portioned_at", { optional: "aside" }),
    ask.text("utensils_note", "serving", { optional: "aside" }),
    ask.photos(),
    ...form.why,
  ];
  const save = (decision: Answers["decision"]) => {
    const answers = { ...body, decision, portions: body.portions || planned };
    const names = [
      "portions",
      "portioned_at",
      "utensils",
      "utensils_note",
      "sensory",
      "decision",
      "note",
    ] as const;
    form.save({ dish_id: dish.id, ...said(answers, [...names]) });
  };
  const decide = (decision: Answers["decision"] | undefined) => {
    form.set({ decision });
    go(hashOf(route.value.path, { ...Object.fromEntries(route.value.query), b: "" }));
  };
  const acts = dish.checked.map((one) => ({
    at: one.at,
    words: t(`serve.${one.decision}`),
    bad: one.decision === "stop",
  }));
  return (
    <Screen title={dish.name} back="#/truoc-khi-an" heading={false}>
      {form.why.length === 0 && <Earlier acts={acts} />}
      {dish.cooked.length === 0 && <Notice tone="warn" title={t("serve.not_cooked")} />}
      <Steps
        steps={steps}
        endAsk={t("serve.decide")}
        end={(ready) => (
          <div class="stack">
            {body.sensory === "fail" && <Notice tone="bad" title={t("serve.must_stop")} />}
            {!stopping && body.sensory !== "fail" && (
              <Save
                label={t("serve.serve_n", { n: body.portions || planned })}
                ready={ready && !form.busy}
                onSave={() => save("serve")}
              />
            )}
            <BigButton
              look="danger"
              icon="failed"
              label={t("serve.stop_this")}
              disabled={form.busy || !body.utensils || !body.sensory}
              onPress={() => (body.note?.trim() ? save("stop") : decide("stop"))}
            />
            {stopping && body.sensory !== "fail" && (
              <BigButton
                look="quiet"
                label={t("serve.not_stop")}
                onPress={() => decide(undefined)}
              />
            )}
          </div>
        )}
      />
    </Screen>
  );
}

/** What this phone wrote down in step 2; other phones' numbers are not in the kit. */
function portionsCooked(dish: string): string {
  const cooked = engine.items.value.find(
    ({ envelope }) => envelope.type === "dish_cooked" && envelope.body["dish_id"] === dish,
  );
  return String(cooked?.envelope.body["portions"] ?? "");
}
