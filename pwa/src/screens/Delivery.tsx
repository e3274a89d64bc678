import { engine } from "../engine";
import type { Kit, KitGoods, KitSupplier, Stop } from "../types";
import { BigButton, Choice, Notice, toOpenStep } from "../ui";
import { hashOf, route } from "../ui/route";
import { inVietnamese, t, type WordKey } from "../words";
import { localInstant } from "../words/format";
import { ageOfList } from "./Cook";
import type { Answers, Decision, Reason } from "./delivery_body";
import { answersOf, deliveryBody, hasFailed } from "./delivery_body";
import { lineSteps, warningStep } from "./delivery_steps";
import { FormScreen } from "./FormScreen";
import { plannedLines, warningsOf } from "./planned";
import { questions } from "./questions";
import type { RecordForm } from "./useRecord";

interface Props {
  kit: Kit;
  /** null: somebody whom nobody has registered. */
  supplier: KitSupplier | null;
  /** The name of the goods; any other word is for those that are not on the list. */
  goods: string;
}

const LOOKS = {
  accepted: { look: "primary", icon: "done", words: "receive.accept" },
  partly: { look: "plain", icon: "return", words: "receive.partly" },
  rejected: { look: "danger", icon: "failed", words: "receive.reject" },
} as const;

/** Screens 3 and 4: one line of Mẫu 1, accepted or returned. */
export function Delivery({ kit, supplier, goods: name }: Props) {
  const goods = knownGoods(kit, supplier, name);
  return (
    <FormScreen<Answers>
      kind="delivery_line"
      about={hashOf(route.value.path).slice(1)}
      words="receive"
      title={t("receive.title")}
      back="#/nhan-hang"
      then="#/nhan-hang"
      plan={(kept) => {
        const form = { ...kept, body: answersOf(kept.body) };
        const ask = questions(form, "receive");
        const { body } = form;
        const source = supplier ?? { organisation: null, name: body.source_name ?? "" };
        const stop = body.lot_code ? engine.stopOf(body.lot_code) : null;
        const reasonOf = (reason: Reason) => inVietnamese(`reason.${reason}`);
        const now = localInstant(engine.now());
        return {
          title: goods?.name ?? body.product_name,
          steps: [
            ...warningStep(form, warningsOf(kit.warnings, source)),
            ...lineSteps(form, ask, goods, supplier !== null),
          ],
          warning: stop && <Stopped stop={stop} />,
          endAsk: t(body.decision ? "steps.end" : "receive.decide"),
          end: (ready, save) => <End {...{ form, ready, save }} stopped={stop !== null} />,
          body: (more) => deliveryBody({ ...body, ...more }, { supplier, goods, reasonOf, now }),
        };
      }}
    />
  );
}

function knownGoods(kit: Kit, supplier: KitSupplier | null, name: string): KitGoods | null {
  const planned = plannedLines(kit, engine.now()).filter((one) => one.supplier === supplier);
  const all = [...(supplier?.goods ?? []), ...planned.map((one) => one.goods)];
  return all.find((one) => one.name === name) ?? null;
}

interface EndProps {
  form: RecordForm<Answers>;
  ready: boolean;
  stopped: boolean;
  save: (more: { decision: Decision }) => void;
}

/** Accepting what passed saves at once, the fourth tap; every other decision asks a little more. */
function End({ form, ready, stopped, save }: EndProps) {
  const { decision } = form.body;
  const decide = (chosen: Decision | undefined) => {
    if (chosen === "accepted" && !hasFailed(form.body)) return save({ decision: chosen });
    form.set({ decision: chosen });
    toOpenStep();
  };
  const button = (one: Decision, label: string, onPress: () => void) => (
    <BigButton
      key={one}
      look={decision === "partly" ? "danger" : LOOKS[one].look}
      icon={LOOKS[one].icon}
      label={label}
      disabled={!ready || (stopped && one === "accepted")}
      onPress={onPress}
    />
  );
  if (decision === undefined) {
    const all = ["accepted", "partly", "rejected"] as const;
    return (
      <div class="stack">
        {all.map((one) => button(one, t(LOOKS[one].words), () => decide(one)))}
      </div>
    );
  }
  const words = t("receive.save", { decision: t(LOOKS[decision].words) });
  return (
    <div class="stack">
      {decision !== "accepted" && <Share form={form} />}
      {button(decision, words, () => save({ decision }))}
      <BigButton look="quiet" label={t("receive.redecide")} onPress={() => decide(undefined)} />
    </div>
  );
}

/** On unless it is turned off: a neighbour may be unloading the same lorry. */
function Share({ form: { body, set } }: { form: RecordForm<Answers> }) {
  return (
    <>
      <h2>{t("return.ask.share")}</h2>
      <Choice
        label={t("return.ask.share")}
        value={body.share === false ? "no" : "yes"}
        options={[
          { value: "yes", label: t("return.share"), icon: "neighbours" },
          { value: "no", label: t("return.keep"), icon: "cross" },
        ]}
        onChoose={(value) => set({ share: value === "yes" })}
      />
    </>
  );
}

/** A held or recalled lot: refused here, with the reason and how old our knowledge is. */
function Stopped({ stop }: { stop: Stop }) {
  const words: WordKey = stop.source === "recall" ? "stop.recall" : "stop.hold";
  return (
    <Notice tone="hold" title={t(words)}>
      <p>{stop.reason}</p>
      <p>{ageOfList()}</p>
    </Notice>
  );
}
