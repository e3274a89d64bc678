import { engine } from "../engine";
import type { Kit, KitSupplier, Warning } from "../types";
import { Badge, BigButton, Empty, List, Notice, Screen, Tile, type Tone } from "../ui";
import { hashOf, type Place } from "../ui/route";
import { t } from "../words";
import { amount, since } from "../words/format";
import { Delivery } from "./Delivery";
import { type Planned, plannedLines, warningsOf } from "./planned";

/** `nhan-hang`: what is planned · `/<supplier>`: their goods · `/<supplier | moi>/<goods>`: a form. */
export function Receive({ kit, args: [source, goods] }: Place) {
  const supplier = kit.suppliers.find((one) => String(one.name_id) === source) ?? null;
  if (source === "moi" || goods !== undefined) {
    return <Delivery kit={kit} supplier={supplier} goods={goods ?? ""} />;
  }
  return supplier ? <Goods kit={kit} supplier={supplier} /> : <Sources kit={kit} />;
}

export function PlannedRow({ line: { goods, supplier, today } }: { line: Planned }) {
  const came = today.map((one) => amount(one.amount, one.uom)).join(" + ");
  const warned = warningsOf(engine.kit.value?.warnings ?? [], supplier).length > 0;
  return (
    <Tile
      icon="basket"
      label={goods.name}
      detail={supplier.name}
      tone={came ? "ok" : "bad"}
      badge={came ? t("receive.came", { amount: came }) : warned && t("warning.badge")}
      to={hashOf(["nhan-hang", String(supplier.name_id), goods.name])}
    />
  );
}

function Sources({ kit }: { kit: Kit }) {
  const planned = plannedLines(kit, engine.now());
  return (
    <Screen title={t("receive.title")} back="#/">
      {planned.length > 0 && <p class="muted">{t("receive.planned")}</p>}
      <List
        label={t("receive.title")}
        items={planned}
        keyOf={({ supplier, goods }) => `${supplier.name_id}/${goods.name}`}
        textOf={({ supplier, goods }) => `${goods.name} ${supplier.name}`}
        row={(line) => <PlannedRow line={line} />}
      />
      <h2>{t("receive.other")}</h2>
      <List
        label={t("receive.who")}
        items={kit.suppliers}
        keyOf={(one) => one.name_id}
        textOf={(one) => `${one.name} ${one.phone} ${one.address}`}
        row={(one) => (
          <Tile
            icon="receiving"
            label={one.name}
            detail={one.address}
            {...standing(kit, one)}
            to={hashOf(["nhan-hang", String(one.name_id)])}
          />
        )}
        empty={<Empty icon="receiving" title={t("receive.nobody")} />}
      />
      <BigButton
        icon="person"
        label={t("receive.unregistered")}
        hint={t("receive.unregistered_hint")}
        to="#/nhan-hang/moi"
      />
    </Screen>
  );
}

function standing(kit: Kit, supplier: KitSupplier): { tone: Tone; badge: string | false } {
  if (warningsOf(kit.warnings, supplier).length > 0)
    return { tone: "bad", badge: t("warning.badge") };
  return { tone: "warn", badge: !supplier.in_contract && t("receive.no_contract") };
}

function Goods({ kit, supplier }: { kit: Kit; supplier: KitSupplier }) {
  const planned = plannedLines(kit, engine.now()).filter((one) => one.supplier === supplier);
  const rest = supplier.goods
    .filter((goods) => !planned.some((one) => one.goods.name === goods.name))
    .map((goods) => ({ supplier, goods, today: [] }));
  return (
    <Screen title={supplier.name} back="#/nhan-hang">
      <Warnings warnings={warningsOf(kit.warnings, supplier)} />
      {!supplier.in_contract && <Badge tone="warn">{t("receive.no_contract")}</Badge>}
      <List
        label={t("receive.what")}
        items={[...planned, ...rest]}
        keyOf={({ goods }) => goods.name}
        textOf={({ goods }) => goods.name}
        row={(line) => <PlannedRow line={line} />}
      />
      <BigButton
        icon="plus"
        label={t("receive.other_goods")}
        to={hashOf(["nhan-hang", String(supplier.name_id), "khac"])}
      />
    </Screen>
  );
}

/** A neighbour's rejection is told before the lorry is unloaded. */
export function Warnings({ warnings }: { warnings: Warning[] }) {
  return (
    <>
      {warnings.map(({ id, kind, goods, supplier, reason, kitchen, commune, at }) => (
        <Notice
          key={id}
          tone={kind === "hold" ? "hold" : "bad"}
          icon="neighbours"
          title={t(`warning.${kind}`, { goods, supplier })}
        >
          <p>{reason}</p>
          <p>{t("warning.who", { kitchen, commune, span: since(at, engine.now()) })}</p>
        </Notice>
      ))}
    </>
  );
}
