import type { ComponentType } from "preact";
import { localDay } from "../core/duties";
import { engine } from "../engine";
import type { Kit, KitDish, KitMeal } from "../types";
import { BigButton, Empty, go, hashOf, List, Notice, Screen, Tile } from "../ui";
import { t, type WordKey } from "../words";
import { clock } from "../words/format";

export interface AboutDish {
  kit: Kit;
  meal: KitMeal;
  dish: KitDish;
}

interface About {
  path: string;
  title: WordKey;
  icon: string;
  done: (about: AboutDish) => boolean;
  form: ComponentType<AboutDish>;
}

/** `<path>`: the dishes of today · `/<dish>`: the form about one of them. */
export function dishScreen({ form: Form, ...about }: About): ComponentType<{ args: string[] }> {
  return ({ args: [id] }) => {
    const kit = engine.kit.value;
    if (kit === null) return null;
    const all = dishesOf(kit);
    const found = all.find((one) => one.dish.id === id);
    if (found) return <Form key={id} {...found} />;
    const day = localDay(engine.now());
    return <Dishes {...about} dishes={all.filter((one) => one.meal.date === day)} />;
  };
}

export function dishesOf(kit: Kit): AboutDish[] {
  return kit.meals.flatMap((meal) => meal.dishes.map((dish) => ({ kit, meal, dish })));
}

export function mealName(meal: KitMeal): string {
  return t("act.meal", { meal: t(`meal.${meal.meal}`), time: clock(meal.eating_at) });
}

function Dishes({
  path,
  title,
  icon,
  done,
  dishes,
}: Omit<About, "form"> & { dishes: AboutDish[] }) {
  const open = dishes.filter((one) => !done(one));
  return (
    <Screen title={t(title)} back="#/">
      <List
        label={t(title)}
        items={[...open, ...dishes.filter(done)]}
        keyOf={({ dish }) => dish.id}
        textOf={({ dish }) => dish.name}
        row={(one) => (
          <Tile
            icon={icon}
            label={one.dish.name}
            detail={mealName(one.meal)}
            tone="ok"
            badge={done(one) && t("act.done")}
            onPress={() => go(hashOf([path, one.dish.id]))}
          />
        )}
        empty={<Empty icon="empty-tray" title={t("act.no_dishes")} />}
      />
    </Screen>
  );
}

/** What the next person should see before the first question. */
export function Earlier({ acts }: { acts: { at: string; words: string; bad: boolean }[] }) {
  const last = acts.at(-1);
  if (!last) return null;
  return (
    <Notice tone={acts.some((one) => one.bad) ? "bad" : "due"} title={t("act.again")}>
      {acts.map((one) => (
        <p key={one.at}>
          {clock(one.at)} · {one.words}
        </p>
      ))}
    </Notice>
  );
}

export function Save({
  label,
  ready,
  onSave,
}: {
  label: string;
  ready: boolean;
  onSave: () => void;
}) {
  return <BigButton look="primary" icon="check" label={label} disabled={!ready} onPress={onSave} />;
}
