import { localDay } from "../core/duties";
import { engine } from "../engine";
import type { Kit, KitDish, KitMeal } from "../types";
import { Empty, Notice, Screen, Tile } from "../ui";
import { hashOf, type Place } from "../ui/route";
import { t, type WordKey } from "../words";
import { clock } from "../words/format";
import { type Answers, mealName } from "./Dishes";
import { FormScreen } from "./FormScreen";

/** `an`: the meals of today · `/<meal>`: the pupils begin to eat. */
export function Eat({ kit, args: [id] }: Place) {
  const meal = kit.meals.find((one) => one.id === id);
  if (meal) return <Eating kit={kit} meal={meal} />;
  const meals = kit.meals.filter((one) => one.date === localDay(engine.now()));
  return (
    <Screen title={t("eat.title")} back="#/">
      {meals.length === 0 && <Empty icon="meal" title={t("eat.none")} />}
      {meals.map((one) => (
        <Tile
          key={one.id}
          icon="meal"
          label={mealName(one)}
          tone="ok"
          badge={one.started_at && t("eat.since", { time: clock(one.started_at) })}
          to={hashOf(["an", one.id])}
        />
      ))}
    </Screen>
  );
}

function Eating({ kit, meal }: { kit: Kit; meal: KitMeal }) {
  const missing = missingBefore(kit, meal);
  const since = meal.started_at && t("eat.since", { time: clock(meal.started_at) });
  return (
    <FormScreen<Answers>
      kind="eating_started"
      about={meal.id}
      words="act"
      title={mealName(meal)}
      back="#/"
      plan={(_, ask) => ({
        earlier: since && <Notice tone="due" title={since} />,
        before: missing.length > 0 && (
          <Notice tone="warn" title={t("eat.before")}>
            {missing.map((words) => (
              <p key={words}>{words}</p>
            ))}
          </Notice>
        ),
        steps: [ask.time("started_at", { ask: t("eat.ask") }), ask.note(false, t("act.ask.note"))],
        save: t("eat.save"),
        body: (said) => ({ meal_id: meal.id, ...said }),
      })}
    />
  );
}

/** Said, not enforced: the pupils are hungry, and a start nobody wrote down helps no one. */
function missingBefore(kit: Kit, meal: KitMeal): string[] {
  const stopped = meal.dishes.filter((dish) => dish.checked.some((act) => act.decision === "stop"));
  const served = meal.dishes.filter((dish) => !stopped.includes(dish));
  const named = (key: WordKey, dishes: KitDish[]) =>
    dishes.length > 0 ? [`${t(key)}: ${dishes.map((dish) => dish.name).join(", ")}`] : [];
  return [
    ...named("serve.stop", stopped),
    ...named(
      "eat.not_checked",
      served.filter((dish) => dish.checked.length === 0),
    ),
    ...named(
      "eat.not_sampled",
      served.filter((dish) => !kit.samples.some((sample) => sample.dish === dish.id)),
    ),
  ];
}
