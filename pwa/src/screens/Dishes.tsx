import type { ComponentType } from "preact";
import { localDay } from "../core/duties";
import { engine } from "../engine";
import type { Check, Decimal, Instant, Kit, KitDish, KitMeal, RecordKind, Uuid } from "../types";
import { Empty, List, Screen, Tile } from "../ui";
import { hashOf, type Place } from "../ui/route";
import { t, type WordKey } from "../words";
import { clock } from "../words/format";
import { type Act, Earlier, FormScreen, type Plan, type Questions } from "./FormScreen";
import type { RecordForm } from "./useRecord";

export interface AboutDish {
  kit: Kit;
  meal: KitMeal;
  dish: KitDish;
}

type Times =
  | "started_at"
  | "prep_done_at"
  | "cook_done_at"
  | "portioned_at"
  | "taken_at"
  | "destroyed_at"
  | "first_onset_at";
type Checks = "people" | "tools" | "area" | "sensory" | "utensils";
type Texts = "note" | "utensils_note" | "seal" | "container" | "condition";
type Numbers = "portions" | "core_celsius" | "amount" | "sick";

/** All that is answered in step 2, step 3 and about samples; each form uses its own part. */
export type Answers = Record<Times, Instant> &
  Record<Checks, Check> &
  Record<Texts | Numbers, string> & {
    lots: { line_id: Uuid; amount?: Decimal }[];
    no_lots: true;
    decision: "serve" | "stop";
    box: string;
    sealed: boolean;
    fridge_id: Uuid;
    symptoms: string[];
  };

export type Form = RecordForm<Answers>;
export type Asked = Questions<Answers>;

interface About {
  kind: RecordKind;
  path: string;
  title: WordKey;
  icon: string;
  /** What was written about the dish already. */
  acts: (about: AboutDish) => Act[];
  plan: (about: AboutDish, form: Form, ask: Asked) => Omit<Plan, "earlier">;
}

/** `<path>`: the dishes of today · `/<dish>`: the form about one of them. */
export function dishScreen(about: About): ComponentType<Place> {
  return ({ kit, args: [id] }) => {
    const all = kit.meals.flatMap((meal) => meal.dishes.map((dish) => ({ kit, meal, dish })));
    const found = all.find((one) => one.dish.id === id);
    if (!found) {
      const day = localDay(engine.now());
      return <Dishes {...about} dishes={all.filter((one) => one.meal.date === day)} />;
    }
    return (
      <FormScreen<Answers>
        key={id}
        kind={about.kind}
        about={found.dish.id}
        words="act"
        title={found.dish.name}
        back={hashOf([about.path])}
        plan={(form, ask) => ({
          earlier: <Earlier acts={about.acts(found)} />,
          ...about.plan(found, form, ask),
        })}
      />
    );
  };
}

export function mealName(meal: KitMeal): string {
  return t("act.meal", { meal: t(`meal.${meal.meal}`), time: clock(meal.eating_at) });
}

function Dishes({ path, title, icon, acts, dishes }: About & { dishes: AboutDish[] }) {
  const isDone = (one: AboutDish) => acts(one).length > 0;
  return (
    <Screen title={t(title)} back="#/">
      <List
        label={t(title)}
        items={[...dishes.filter((one) => !isDone(one)), ...dishes.filter(isDone)]}
        keyOf={({ dish }) => dish.id}
        textOf={({ dish }) => dish.name}
        row={(one) => (
          <Tile
            icon={icon}
            label={one.dish.name}
            detail={mealName(one.meal)}
            tone="ok"
            badge={isDone(one) && t("act.done")}
            to={hashOf([path, one.dish.id])}
          />
        )}
        empty={<Empty icon="empty-tray" title={t("act.no_dishes")} />}
      />
    </Screen>
  );
}
