import { useState } from "preact/hooks";
import { localDay } from "../core/duties";
import { engine, type Item } from "../engine";
import { BigButton, Empty, Field, Notice, Screen } from "../ui";
import { go, hashOf, type Place } from "../ui/route";
import { t } from "../words";
import { saveAtOnce } from "./FormScreen";
import { subjectText } from "./telling";

/** Nothing on this phone was written in its place, or to take it back, that the server may take. */
export function stands({ envelope, replaced_by }: Item): boolean {
  const changed = engine.items.value.some(
    (one) => one.envelope.supersedes === envelope.id && one.state !== "quarantined",
  );
  return !replaced_by && !changed;
}

/** One's own act of today; what lies longer, or is somebody else's, is for the manager's page. */
export function mayWithdraw(item: Item): boolean {
  const { envelope } = item;
  const mine = envelope.actor === engine.person.value?.id;
  const at = new Date(Date.parse(envelope.claimed_at) - (envelope.offset_ms ?? 0));
  const today = localDay(at) === localDay(engine.now());
  const kept = envelope.type === "hold" || envelope.type === "withdrawn";
  // What the server would not take is not in the book: there is nothing to take out of it.
  return mine && today && !kept && item.state !== "quarantined" && stands(item);
}

/** `rut/<record>`: it should not exist at all. It stays to be seen, with the reason. */
export function Withdraw({ kit, args: [id] }: Place) {
  const [why, setWhy] = useState("");
  const [busy, setBusy] = useState(false);
  const item = engine.items.value.find((one) => one.envelope.id === id);
  if (!item || !mayWithdraw(item)) {
    return (
      <Screen title={t("withdraw.title")} back="#/hop-gui">
        <Empty icon="info" title={t("withdraw.no")} />
      </Screen>
    );
  }
  const { envelope } = item;
  const save = async () => {
    setBusy(true);
    const change = { supersedes: envelope.id, reason: why.trim() };
    if (await saveAtOnce("withdrawn", envelope.id, {}, change)) go("#/hop-gui", { replace: true });
    else setBusy(false);
  };
  return (
    <Screen title={t("withdraw.title")} back={hashOf(["hop-gui", envelope.id])}>
      <Notice
        tone="warn"
        title={`${t(`kind.${envelope.type}`)}: ${subjectText(envelope, kit)}`}
        help={t("withdraw.help")}
      />
      <Field label={t("withdraw.why")} value={why} lines={3} longest={1000} onChange={setWhy} />
      <BigButton
        look="danger"
        icon="cross"
        label={t("withdraw.save")}
        disabled={busy || why.trim() === ""}
        onPress={() => void save()}
      />
    </Screen>
  );
}
