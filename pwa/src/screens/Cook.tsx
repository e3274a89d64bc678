import { match, type Scan } from "../core/codes";
import { localDay } from "../core/duties";
import { engine } from "../engine";
import { refusal, ScanButton } from "../scan/Scanner";
import type { KitLine } from "../types";
import { Badge, BigButton, finished, List, type Step, Tile } from "../ui";
import { t } from "../words";
import { amount, plain, since, unit, when } from "../words/format";
import { type AboutDish, type Asked, dishScreen, type Form } from "./Dishes";
import type { Plan } from "./FormScreen";
import { questions } from "./questions";

const CHECKS = ["people", "tools", "area", "sensory"] as const;

/** Screen 5: which lots are in a dish, and under what conditions it was cooked. */
export const Cook = dishScreen({
  kind: "dish_cooked",
  path: "nau",
  title: "cook.title",
  icon: "cooking",
  acts: ({ dish }) =>
    dish.cooked.map(({ at, passed }) => {
      return { at, words: t(passed ? "check.pass" : "check.fail"), bad: !passed };
    }),
  plan: cooking,
});

function cooking(about: AboutDish, form: Form, ask: Asked): Plan {
  const { kit, meal, dish } = about;
  const { lots = [], prep_done_at, cook_done_at, ...body } = form.body;
  const line = (id: string) => kit.lines.find((one) => one.id === id);
  const chosen = lots.flatMap((lot) => line(lot.line_id) ?? []);
  const presets = [String(meal.portions)].filter(Number);
  const backwards =
    !!prep_done_at && !!cook_done_at && Date.parse(cook_done_at) < Date.parse(prep_done_at);
  const failed = CHECKS.some((name) => body[name] === "fail");
  const used = lots.map(({ line_id, amount: text = "" }) => {
    const weighed = finished(text);
    return Number(weighed) > 0
      ? { line_id, amount: weighed, uom: line(line_id)?.uom }
      : { line_id };
  });
  return {
    steps: [
      lotsStep(form, chosen, about),
      ask.pad("portions", "people", "", { presets, most: 5 }),
      ask.time("prep_done_at"),
      ask.time("cook_done_at", {
        ...(backwards && { answer: null, help: <p class="error">{t("cook.backwards")}</p> }),
      }),
      ask.check("people", "person"),
      ask.check("tools", "cooking"),
      ask.check("area", "kitchen"),
      ask.check("sensory", "nose"),
      ask.pad("core_celsius", "temperature", "°C", { decimals: 1, most: 3 }, { optional: true }),
      ask.note(failed, t("act.ask.note")),
      ...chosen.map((one) => amountStep(form, one)),
      ask.photos(),
    ],
    save: t("cook.save"),
    body: (said) => ({ dish_id: dish.id, lots: used, ...said }),
  };
}

function lotsStep(form: Form, chosen: KitLine[], about: AboutDish): Step {
  const names = chosen.map((line) => line.name).join(", ");
  const answer = names || (form.body.no_lots ? t("cook.no_lots") : null);
  return questions(form, "cook").step("lots", "lot", answer, {}, (onDone) => (
    <Lots {...{ form, chosen, about, onDone }} />
  ));
}

type LotsProps = { form: Form; chosen: KitLine[]; about: AboutDish; onDone: () => void };

function Lots({ form: { body, set }, chosen, about: { kit, dish }, onDone }: LotsProps) {
  const onTake = (line: KitLine) => {
    const before = body.lots ?? [];
    const others = before.filter((lot) => lot.line_id !== line.id);
    const had = others.length < before.length;
    set({ lots: had ? others : [...others, { line_id: line.id }], no_lots: undefined });
  };
  const onNone = () => {
    set({ lots: [], no_lots: true });
    onDone();
  };
  const lines = offered(kit.lines, dish.planned_ingredients);
  const onRead = (scan: Scan): string | null => {
    const found = match(scan, kit);
    const [line] = found.lines;
    const stop = found.stop ?? (line ? engine.stopOf(line.id) : null);
    if (stop) return t("stop.refused", { name: stop.name, reason: stop.reason, age: ageOfList() });
    if (line?.decision === "rejected") return t("cook.returned", { name: line.name });
    if (!line)
      return found.product ? t("cook.which_lot", { name: found.product.name }) : refusal(scan);
    if (!chosen.includes(line)) onTake(line);
    return null;
  };
  return (
    <>
      {chosen.length > 0 && (
        <BigButton
          look="primary"
          icon="next"
          label={t("cook.lots_done", { n: chosen.length })}
          onPress={onDone}
        />
      )}
      <ScanButton label={t("cook.scan")} onRead={onRead} />
      {dish.planned_ingredients && (
        <p class="muted">{t("cook.planned", { text: dish.planned_ingredients })}</p>
      )}
      <h2>{t("cook.used_since")}</h2>
      <List
        label={t("cook.used_since")}
        items={lines}
        keyOf={(line) => line.id}
        textOf={(line) => `${line.name} ${line.supplier} ${line.lot_code} ${line.label}`}
        row={(line) => (
          <LotRow line={line} taken={chosen.includes(line)} onTake={() => onTake(line)} />
        )}
        empty={<p class="muted">{t("cook.no_lines")}</p>}
      />
      {chosen.length === 0 && <BigButton look="quiet" label={t("cook.no_lots")} onPress={onNone} />}
    </>
  );
}

function LotRow({ line, taken, onTake }: { line: KitLine; taken: boolean; onTake: () => void }) {
  const now = engine.now();
  const stop = engine.stopOf(line.id);
  const old = line.expiry_date !== null && line.expiry_date < localDay(now);
  return (
    <Tile
      icon={stop ? "held" : taken ? "done" : "lot"}
      label={line.name}
      detail={`${amount(line.amount, line.uom)} · ${line.supplier} · ${when(line.received_at, now)}`}
      {...(stop && { tone: "hold" })}
      pressed={taken}
      disabled={stop !== null}
      onPress={onTake}
    >
      {stop && (
        <Badge tone="hold" icon="held">
          {stop.reason} · {ageOfList()}
        </Badge>
      )}
      {old && <Badge tone="warn">{t("cook.expired")}</Badge>}
    </Tile>
  );
}

/** A refusal says how old its knowledge is: a hold may have been lifted since. */
export function ageOfList(): string {
  const at = engine.kitAt.value;
  return at ? t("stop.age", { span: since(at, engine.now()) }) : t("stop.never");
}

/** What the menu names first, then the newest; what was sent back is not there to be cooked. */
function offered(lines: KitLine[], planned: string): KitLine[] {
  const menu = plain(planned);
  const isNamed = (line: KitLine) => plain(line.name).length > 2 && menu.includes(plain(line.name));
  return lines
    .filter((line) => line.decision !== "rejected")
    .sort(
      (a, b) =>
        Number(isNamed(b)) - Number(isNamed(a)) ||
        Date.parse(b.received_at) - Date.parse(a.received_at),
    );
}

/** Said of a lot, under its line; the step itself says nothing of its own. */
function amountStep(form: Form, { id, name: goods, uom, amount }: KitLine): Step {
  const lots = form.body.lots ?? [];
  const kept = {
    value: lots.find((lot) => lot.line_id === id)?.amount ?? "",
    keep: (text: string) =>
      form.set({ lots: lots.map((lot) => (lot.line_id === id ? { ...lot, amount: text } : lot)) }),
  };
  const words = { ask: t("cook.ask.amount", { name: goods }) };
  const rest = { ...words, key: `amount-${id}`, name: t("cook.name.amount", { name: goods }) };
  return questions(form, "cook").pad(
    "amount",
    "scale",
    unit(uom),
    { presets: [amount], decimals: 3, most: 5 },
    { ...rest, optional: "aside", said: () => undefined },
    kept,
  );
}
