import type { KitGoods, Warning } from "../types";
import { BigButton, Field, type Step, Ticks } from "../ui";
import { t, tOf } from "../words";
import { amount, date, unit } from "../words/format";
import { type Answers, hasFailed, isPart, REASONS, whyReturned } from "./delivery_body";
import { LotCode } from "./LotCode";
import { questions } from "./questions";
import { Warnings } from "./Receive";
import type { RecordForm } from "./useRecord";

type Form = RecordForm<Answers>;

const muted = (words: string) => <p class="muted">{words}</p>;

/** Read before anything is written, and asked only when there is something to read. */
export function warningStep({ body, set }: Form, warnings: Warning[]): Step[] {
  if (warnings.length === 0) return [];
  const [ask, name, answer] = [
    t("warning.ask"),
    t("warning.name"),
    body.warned ? t("warning.seen") : null,
  ];
  const seen = (next: () => void) => () => {
    set({ warned: true });
    next();
  };
  const go_on = t("warning.go_on");
  return [
    {
      ...{ key: "warned", icon: "neighbours", tone: "bad", ask, name, answer },
      body: (next) => (
        <>
          <Warnings warnings={warnings} />
          <BigButton look="primary" icon="eye" label={go_on} onPress={seen(next)} />
        </>
      ),
    },
  ];
}

function isReturned({ decision }: Partial<Answers>): boolean {
  return decision === "partly" || decision === "rejected";
}

function expiryStep(form: Form, isDry: boolean): Step {
  const said = form.body.expiry_date;
  const rest = { answer: said ? date(said) : null, optional: isDry || "aside" } as const;
  return questions(form, "receive").text("expiry_date", "calendar", rest, { type: "date" });
}

/** What is asked of every line, in turn; then what is known only sometimes. */
export function lineSteps(form: Form, goods: KitGoods | null, registered: boolean): Step[] {
  const { body } = form;
  const q = questions(form, "receive");
  const uom = goods?.uom ?? body.uom ?? "";
  const isDry = (goods?.group ?? body.group) === "dry_packaged";
  const returned = isReturned(body);
  const presets = goods?.amounts.slice(0, 3) ?? [];
  const ask = t("receive.ask.amount", { goods: goods?.name ?? body.product_name ?? "" });
  const expiry = expiryStep(form, isDry);
  const handling = body.decision === "accepted" && hasFailed(body);
  return [
    ...(registered ? [] : sourceSteps(form)),
    ...(goods ? [] : [q.text("product_name", "basket"), ...kindSteps(form)]),
    q.pad("amount", "scale", unit(uom), { presets, decimals: 3, most: 5 }, { ask }),
    ...(isDry ? [expiry] : []),
    q.check("sensory", "nose"),
    q.check("quick_test", "tube", { notDone: true }),
    ...(handling ? [q.text("note", "hand", { ask: t("receive.handling") }, { lines: 3 })] : []),
    ...(returned ? returnSteps(form, uom) : []),
    q.time("received_at", { optional: "aside" }),
    ...(registered && !returned ? [q.photos()] : []),
    q.fields("papers", "paper", ["invoice", "veterinary_registration", "quarantine_certificate"]),
    lotStep(form),
    ...(isDry ? [] : [expiry]),
    ...(handling ? [] : [q.text("note", "correct", { optional: "aside" }, { lines: 3 })]),
  ];
}

function lotStep(form: Form): Step {
  const q = questions(form, "receive");
  const step = q.fields("lot", "lot", ["lot_code", "label", "maker_name"]);
  const body = () => (
    <>
      <LotCode form={form} />
      {q.field("lot_code", { longest: 300 })}
      {q.field("maker_name")}
    </>
  );
  return { ...step, body };
}

/** Somebody who is not registered is recorded all the same. */
function sourceSteps(form: Form): Step[] {
  const q = questions(form, "receive");
  return [
    q.text("source_name", "person"),
    q.text("source_phone", "phone", { optional: true }, { type: "tel", longest: 40 }),
    q.photos({ key: "papers_photo", ask: t("receive.ask.papers_photo"), optional: true }),
  ];
}

function kindSteps(form: Form): Step[] {
  const q = questions(form, "receive");
  const groups = { fresh_frozen: "basket", dry_packaged: "lot" };
  const units = { KGM: "scale", GRM: "scale", LTR: "tube", H87: "lot" };
  return [
    q.choice(
      "group",
      "lot",
      Object.entries(groups).map(([value, icon]) => ({ value, icon, label: tOf("group", value) })),
    ),
    q.choice(
      "uom",
      "scale",
      Object.entries(units).map(([value, icon]) => ({ value, icon, label: unit(value) })),
    ),
  ];
}

/** Screen 4: what is wrong, how much goes back, a photo of it. */
function returnSteps(form: Form, uom: string): Step[] {
  const { body, set } = form;
  const q = questions(form, "return");
  const why = whyReturned(body, (reason) => tOf("reason", reason)) || null;
  const options = REASONS.map((value) => ({
    ...{ value, icon: value, look: "bad" as const },
    label: tOf("reason", value),
  }));
  const own = (text: string) => set({ rejection_reason: text });
  const back = q.pad(
    "returned_amount",
    "scale",
    unit(uom),
    { decimals: 3, most: 5 },
    {
      tone: "bad",
      help: muted(t("return.help.amount", { amount: amount(body.amount ?? "", uom) })),
    },
  );
  const isLess = isPart(body.returned_amount, body.amount);
  return [
    q.step("reasons", "failed", why, { tone: "bad" }, () => (
      <>
        <Ticks
          label={t("return.ask.reasons")}
          options={options}
          values={body.reasons ?? []}
          onChange={(reasons) => set({ reasons })}
        />
        <Field
          label={t("return.name.own")}
          value={body.rejection_reason ?? ""}
          longest={600}
          onChange={own}
        />
      </>
    )),
    ...(body.decision === "partly" ? [isLess ? back : { ...back, answer: null }] : []),
    q.photos({ key: "proof", ask: t("return.ask.photo"), optional: true }),
  ];
}
