import { useState } from "preact/hooks";
import { engine, type Item } from "../engine";
import type { Envelope } from "../types";
import { Badge, BigButton, Empty, List, Notice, Pairs, Screen, Tile, tell } from "../ui";
import { go, hashOf } from "../ui/route";
import type { Tone } from "../ui/Tile";
import { t, tOf } from "../words";
import { when } from "../words/format";
import { Device } from "./Device";
import { formOf, subjectText } from "./telling";
import { subjectOf } from "./useRecord";
import { mayWithdraw, stands } from "./Withdraw";

const LOOKS: Record<Item["state"], [icon: string, tone: Tone]> = {
  queued: ["device", "warn"],
  sending: ["send", "due"],
  sent: ["sent", "ok"],
  parked: ["waiting", "idle"],
  quarantined: ["alert", "bad"],
};

/** `hop-gui`: everything written on this phone · `/<id>`: one of them. */
export function Outbox({ args: [id] }: { args: string[] }) {
  const items = engine.items.value;
  const one = items.find((item) => item.envelope.id === id);
  if (one) return <One item={one} />;
  const order: Item["state"][] = ["quarantined", "sending", "queued", "parked", "sent"];
  const sorted = [...items].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.envelope.seq - a.envelope.seq,
  );
  return (
    <Screen title={t("outbox.title")} back="#/">
      <Sending />
      <List
        label={t("outbox.title")}
        items={sorted}
        keyOf={(item) => item.envelope.id}
        textOf={(item) => `${title(item.envelope)} ${author(item.envelope)}`}
        row={(item) => <Row item={item} />}
        empty={<Empty icon="sent" title={t("outbox.empty")} help={t("outbox.empty_help")} />}
      />
      <h2>{t("help.title")}</h2>
      <Device />
    </Screen>
  );
}

function Sending() {
  const [busy, setBusy] = useState(false);
  const { count, photos } = engine.unsent.value;
  const send = async () => {
    setBusy(true);
    await engine.drain().finally(() => setBusy(false));
    const left = engine.unsent.value.count;
    tell(t(left > 0 ? "outbox.left" : "outbox.all_sent", { n: left }), { bad: left > 0 });
  };
  return (
    <>
      <p role="status">
        <b>
          {count + photos === 0 && t("outbox.all_sent")}
          {count + photos > 0 && t("outbox.waiting", { n: count })}
          {photos > 0 && t("outbox.waiting_photos", { n: photos })}
        </b>
        {" · "}
        {t(`net.${engine.online.value}`)}
      </p>
      {engine.online.value === "portal" && <Notice tone="warn" title={t("outbox.portal")} />}
      {count + photos > 0 && (
        <BigButton
          look="primary"
          icon="send"
          label={busy ? t("outbox.sending") : t("outbox.send")}
          disabled={busy}
          onPress={() => void send()}
        />
      )}
    </>
  );
}

export function title(envelope: Envelope): string {
  const kit = engine.kit.value;
  const about = kit ? subjectText(envelope, kit) : "";
  return [tOf("kind", envelope.type), about].filter(Boolean).join(": ");
}

function author({ actor }: Envelope): string {
  const people = engine.kit.value?.people ?? [];
  return people.find((one) => one.id === actor)?.name ?? t("outbox.somebody");
}

function written({ claimed_at, offset_ms }: Envelope): string {
  const at = new Date(Date.parse(claimed_at) - (offset_ms ?? 0));
  return when(at, engine.now());
}

/** Why it is where it is: the server's own sentence, or ours for what it never said. */
export function reasonOf({ error, state, replaced_by }: Item): string | null {
  if (replaced_by) return t("item.replaced");
  if (error === null || state === "sent") return null;
  const status = /^status_(\d+)$/.exec(error.code)?.[1];
  if (status) return t("item.status", { status });
  return error.text ?? tOf("item.code", error.code);
}

function Row({ item }: { item: Item }) {
  const { envelope, state } = item;
  const [icon, tone] = LOOKS[state];
  const reason = reasonOf(item);
  return (
    <Tile
      {...{ icon, tone }}
      label={title(envelope)}
      detail={`${author(envelope)} · ${written(envelope)}`}
      to={hashOf(["hop-gui", envelope.id])}
    >
      <State item={item} />
      {reason && <small>{reason}</small>}
    </Tile>
  );
}

function State({ item: { state, photos } }: { item: Item }) {
  const missing = photos.filter((photo) => photo.state === "waiting").length;
  const lost = photos.some((photo) => photo.state === "lost");
  return (
    <>
      <Badge tone={LOOKS[state][1]}>{t(`item.${state}`)}</Badge>
      {missing > 0 && (
        <Badge tone="warn">{t("item.photos", { n: missing, all: photos.length })}</Badge>
      )}
      {lost && <Badge tone="bad">{t("item.photo_lost")}</Badge>}
    </>
  );
}

function One({ item }: { item: Item }) {
  const { envelope, state, tries } = item;
  const form = formOf(envelope);
  const refused = state === "quarantined" && !item.replaced_by;
  const reason = reasonOf(item);
  const { id, supersedes } = envelope;
  const again = async (of: string, query: Record<string, string>) => {
    if (form === null) return;
    await engine.redo(id, subjectOf(form.subject, of));
    go(hashOf(form.path, query));
  };
  const correct = (of: string) => void again(of, { sua: of, b: "0" });
  // A correction that was refused is written anew as a correction of the same record.
  const redo = () => (supersedes ? correct(supersedes) : void again(id, { lai: id }));
  return (
    <Screen title={title(envelope)} back="#/hop-gui">
      <div>
        <State item={item} />
      </div>
      {reason && <Notice tone={LOOKS[state][1]} title={reason} />}
      <Pairs
        of={[
          [t("item.who"), author(envelope)],
          [t("item.when"), written(envelope)],
          ...(tries > 0 ? ([[t("item.tries"), String(tries)]] as [[string, string]]) : []),
          [t("item.by"), tOf("item.by", envelope.identified_by)],
          [t("item.id"), envelope.id],
        ]}
      />
      {refused && <p>{t("item.quarantine_help")}</p>}
      {refused && form && (
        <BigButton look="primary" icon="correct" label={t("item.redo")} onPress={redo} />
      )}
      {(state === "queued" || state === "parked" || refused) && (
        <BigButton icon="send" label={t("item.retry")} onPress={() => void engine.retry(id)} />
      )}
      {form && mayCorrect(item) && (
        <BigButton
          icon="correct"
          label={t("item.correct")}
          hint={t("item.correct_hint")}
          onPress={() => correct(id)}
        />
      )}
      {mayWithdraw(item) && (
        <BigButton
          look="quiet"
          icon="cross"
          label={t("withdraw.title")}
          to={hashOf(["rut", envelope.id])}
        />
      )}
    </Screen>
  );
}

/** The kinds whose forms here can correct; a start of eating or a destruction is withdrawn. */
const CORRECTED = new Set([
  "delivery_line",
  "dish_cooked",
  "dish_checked",
  "sample_taken",
  "fridge_reading",
]);

/** Also before it was sent: the server gets both, one after the other, as they were written. */
function mayCorrect(item: Item): boolean {
  return CORRECTED.has(item.envelope.type) && item.state !== "quarantined" && stands(item);
}
