import { useEffect, useState } from "preact/hooks";
import { type DayDuties, type Duty, dutiesOf, type MealDuties } from "../core/duties";
import { engine } from "../engine";
import type { Kit, KitDish } from "../types";
import { Badge, BigButton, Empty, Icon, Notice, Screen, Tile } from "../ui";
import { go, hashOf, type Place } from "../ui/route";
import { t, tOf } from "../words";
import { clock, date, since, when } from "../words/format";
import { iconOf, LOOKS, mayDo, nextFor, placeOf } from "./duty";
import { FridgeTile } from "./Fridge";
import { plannedLines } from "./planned";
import { PlannedRow, Warnings } from "./Receive";

const HOUR = 3_600_000;

/** Screen 2: opens on the very deed that is due; everything else lies under it. */
export function Today({ kit }: Place) {
  const now = useNow();
  const day = dutiesOf(kit, now);
  const next = nextFor(engine.person.value, day.waiting);
  const rest = day.waiting.filter((duty) => duty !== next).slice(0, 3);
  return (
    <Screen
      title={t("today.title", { day: tOf("day", weekday(now)), date: date(now).slice(0, 5) })}
    >
      <Renewal />
      <NextAct kit={kit} day={day} next={next} now={now} />
      {rest.map((duty) => (
        <DutyRow key={`${duty.step}/${duty.subject}`} duty={duty} now={now} />
      ))}
      <Unsent now={now} />
      <Held kit={kit} now={now} />
      <Warnings warnings={kit.warnings.filter((one) => isFresh(one.at, now)).slice(0, 2)} />
      <Doors />
      {day.meals.map((one) => (
        <Meal key={one.meal.id} kit={kit} one={one} />
      ))}
      {kit.fridges.length > 0 && <h2>{t("fridge.title")}</h2>}
      {kit.fridges.map((fridge) => (
        <FridgeTile key={fridge.id} fridge={fridge} />
      ))}
    </Screen>
  );
}

const weekday = (now: Date) => String(new Date(now.getTime() + 7 * HOUR).getUTCDay());

function isFresh(at: string, now: Date): boolean {
  return now.getTime() - Date.parse(at) < 48 * HOUR;
}

/** In place of every screen that needs what the kitchen knows. */
export function NoKit() {
  return (
    <Screen title={t("today.first")}>
      <Empty icon="waiting" title={t("today.no_kit")} help={t("today.no_kit_help")} />
      <BigButton icon="download" label={t("today.fetch")} onPress={() => void engine.loadKit()} />
    </Screen>
  );
}

type NextProps = { kit: Kit; day: DayDuties; next: Duty | null; now: Date };

function NextAct({ kit, day, next, now }: NextProps) {
  if (next === null) return <NothingDue day={day} now={now} />;
  const [, tone] = LOOKS[next.state];
  const lines =
    next.step === "receive" ? plannedLines(kit, now).filter((one) => one.today.length === 0) : [];
  return (
    <section class={`next tone-${tone}`} aria-label={t("today.next")}>
      <button type="button" onClick={() => go(placeOf(next))}>
        <Icon name={iconOf(next.step)} />
        <span>
          <small>{dueText(next, now)}</small>
          <b>{t(`duty.${next.step}`)}</b>
          {next.name && <em>{next.name}</em>}
        </span>
        <Icon name="next" />
      </button>
      {lines.slice(0, 3).map((line) => (
        <PlannedRow key={`${line.supplier.name_id}/${line.goods.name}`} line={line} />
      ))}
      {!mayDo(engine.person.value, next.step) && <p>{t("today.not_yours")}</p>}
    </section>
  );
}

/** Nothing to do at this moment is not yet well done. */
function NothingDue({ day: { meals, amiss, later }, now }: { day: DayDuties; now: Date }) {
  const then = later && (
    <p>{t("today.later_help", { duty: nameOf(later), time: when(later.opens_at, now) })}</p>
  );
  if (amiss.length > 0) {
    return (
      <Notice tone="bad" icon="missing" title={t("today.amiss", { n: amiss.length })}>
        <p>{t("today.amiss_help")}</p>
        {then}
      </Notice>
    );
  }
  const [icon, words] = later
    ? (["not-due", "today.later"] as const)
    : meals.length > 0
      ? (["done", "today.done"] as const)
      : (["empty-tray", "today.no_meal"] as const);
  return (
    <Empty icon={icon} title={t(words)}>
      {then ?? <p>{t(meals.length > 0 ? "today.done_help" : "today.no_meal_help")}</p>}
    </Empty>
  );
}

function nameOf({ step, name }: Duty): string {
  return [t(`duty.${step}`), name].filter(Boolean).join(": ");
}

function dueText({ state, due_at }: Duty, now: Date): string {
  const key = state === "late" ? "today.late" : "today.due";
  return t(key, { time: when(due_at, now), span: since(due_at, now) });
}

function DutyRow({ duty, now }: { duty: Duty; now: Date }) {
  const [, tone] = LOOKS[duty.state];
  const span = since(duty.due_at, now);
  return (
    <Tile
      icon={iconOf(duty.step)}
      label={nameOf(duty)}
      tone={tone}
      badge={t(duty.state === "late" ? "today.row_late" : "today.row_due", { span })}
      to={placeOf(duty)}
    />
  );
}

/** One prompt, and only here: nothing that is being written is interrupted by it. */
function Renewal() {
  const state = engine.deviceState.value;
  return (
    <>
      {state !== "active" && (
        <Notice tone="warn" icon="device" title={t("renew.title")}>
          <p>{t(state === "revoked" ? "renew.revoked" : "renew.unknown")}</p>
          <BigButton icon="device" label={t("renew.do")} to="#/ghep" />
        </Notice>
      )}
      {engine.update.value === "overdue" && (
        <Notice tone="due" icon="download" title={t("update.title")}>
          <p>{t("update.help")}</p>
          <BigButton icon="download" label={t("update.now")} onPress={engine.updateNow} />
        </Notice>
      )}
      {engine.clockDoubt.value && (
        <Notice tone="warn" icon="late" title={t("clock.title")} help={t("clock.help")} />
      )}
    </>
  );
}

function Unsent({ now }: { now: Date }) {
  const { count, oldest } = engine.unsent.value;
  if (oldest === null || now.getTime() - Date.parse(oldest) < HOUR) return null;
  return (
    <Tile
      icon="send"
      label={t("today.unsent", { n: count })}
      detail={t("today.unsent_since", { span: since(oldest, now) })}
      to="#/hop-gui"
    />
  );
}

function Held({ kit, now }: { kit: Kit; now: Date }) {
  const [first, ...more] = kit.stop_list.stops;
  if (!first) return null;
  return (
    <Notice tone="hold" title={t("today.held", { n: more.length + 1 })}>
      <p>
        {first.name}: {first.reason} ({when(first.since, now)})
      </p>
      <BigButton look="quiet" icon="held" label={t("today.held_see")} to="#/su-co" />
    </Notice>
  );
}

function Doors() {
  const doors = [
    ["nhan-hang", "receiving", "receive.title"],
    ["tu-mau", "sample", "today.shelf"],
    ["tu-lanh", "fridge", "fridge.title"],
    ["quet", "scan", "today.scan"],
  ] as const;
  return (
    <>
      <nav class="choices" aria-label={t("today.doors")}>
        {doors.map(([place, icon, words]) => (
          <button key={place} type="button" class="choice" onClick={() => go(hashOf([place]))}>
            <Icon name={icon} />
            <span>{t(words)}</span>
          </button>
        ))}
      </nav>
      <BigButton
        look="danger"
        icon="alert"
        label={t("today.incident")}
        hint={t("today.incident_hint")}
        to="#/su-co"
      />
    </>
  );
}

function Meal({ kit, one: { meal, duties } }: { kit: Kit; one: MealDuties }) {
  const eat = duties.find((duty) => duty.step === "eat");
  return (
    <section class="stack">
      <div>
        <h2>
          {t(`meal.${meal.meal}`)} · {clock(meal.eating_at)}
        </h2>
        <p class="muted">{t("today.portions", { n: meal.portions })}</p>
      </div>
      {meal.dishes.map((dish) => {
        const own = duties.filter((duty) => duty.dish === dish.id);
        return <Dish key={dish.id} {...{ kit, dish }} duties={own} />;
      })}
      {meal.started_at ? (
        <Badge tone="ok" icon="meal">
          {t("today.eating", { time: clock(meal.started_at) })}
        </Badge>
      ) : (
        eat && <BigButton icon="meal" label={t("duty.eat")} to={placeOf(eat)} />
      )}
    </section>
  );
}

type DishProps = { kit: Kit; dish: KitDish; duties: Duty[] };

function Dish({ kit, dish, duties }: DishProps) {
  const held = kit.samples.some((sample) => sample.dish === dish.id && sample.held);
  return (
    <article class="dish">
      <div class="dish-name">
        <h3>{dish.name}</h3>
      </div>
      <div class="steps">
        {duties.map((duty) => (
          <Cell key={duty.step} duty={duty} held={held && duty.step === "sample"} />
        ))}
      </div>
    </article>
  );
}

function Cell({ duty, held }: { duty: Duty; held: boolean }) {
  const [icon, tone] = held ? (["held", "hold"] as const) : LOOKS[duty.state];
  const state = held ? "held" : duty.state;
  return (
    <button
      type="button"
      class={`cell cell-${state} tone-${tone}`}
      disabled={duty.state === "not_owed"}
      onClick={() => go(placeOf(duty))}
    >
      <Icon name={icon} />
      <span class="cell-step">{t(`duty.${duty.step}`)}</span>
      <span class="cell-state">{t(`state.${state}`)}</span>
      {(state === "due" || state === "late" || state === "not_due") && (
        <span class="cell-detail">{t("today.before", { time: clock(duty.due_at) })}</span>
      )}
    </button>
  );
}

/** The true time, drawn anew twice a minute: what is due changes while nobody touches anything. */
function useNow(): Date {
  const [now, setNow] = useState(engine.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(engine.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
