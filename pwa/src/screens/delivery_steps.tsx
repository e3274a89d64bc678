import { type Scan, spoken } from "../core/codes";
import { engine } from "../engine";
import { refusal, ScanButton } from "../scan/Scanner";
import type { KitGoods, Warning } from "../types";
import { BigButton, Notice, type Step } from "../ui";
import { t, tOf } from "../words";
import { amount, date, unit } from "../words/format";
import { type Answers, hasFailed, isPart, REASONS, whyReturned } from "./delivery_body";
import type { Questions } from "./FormScreen";
import { questions } from "./questions";
import { Warnings } from "./Receive";
import type { RecordForm } from "./useRecord";

type Form = RecordForm<Answers>;
type Ask = Questions<Answers>;

/** Read before anything is written, and asked only when there is something to read. */
export function warningStep({ body, set }: Form, warnings: Warning[]): Step[] {
  if (warnings.length === 0) return [];
  const words = { ask: t("warning.ask"), name: t("warning.name") };
  return [
    {
      ...{ key: "warned", icon: "neighbours", tone: "bad", ...words },
      answer: body.warned ? t("warning.seen") : null,
      body: (next) => {
        const seen = () => {
          set({ warned: true });
          next();
        };
        return (
          <>
            <Warnings warnings={warnings} />
            <BigButton look="primary" icon="eye" label={t("warning.go_on")} onPress={seen} />
          </>
        );
      },
    },
  ];
}

function isReturned({ decision }: Partial<Answers>): boolean {
  return decision === "partly" || decision === "rejected";
}

/** What is asked of every line, in turn; then what is known only sometimes. */
export function lineSteps(form: Form, ask: Ask, goods: KitGoods | null, registered: boolean) {
  const { body } = form;
  const uom = goods?.uom ?? body.uom ?? "";
  const isDry = (goods?.group ?? body.group) === "dry_packaged";
  const returned = isReturned(body);
  const pad = { presets: goods?.amounts.slice(0, 3) ?? [], decimals: 3, most: 5 };
  const how_much = t("receive.ask.amount", { goods: goods?.name ?? body.product_name ?? "" });
  const expiry = expiryStep(form, ask, isDry);
  const handling = body.decision === "accepted" && hasFailed(body);
  const note = (icon: string, rest: Partial<Step>) => ask.text("note", icon, rest, { lines: 3 });
  return [
    ...(registered ? [] : sourceSteps(ask)),
    ...(goods ? [] : kindSteps(ask)),
    ask.pad("amount", "scale", unit(uom), pad, { ask: how_much }),
    ...(isDry ? [expiry] : []),
    ask.check("sensory", "nose"),
    ask.check("quick_test", "tube", { notDone: true }),
    ...(handling ? [note("hand", { ask: t("receive.handling") })] : []),
    ...(returned ? returnSteps(form, uom) : []),
    ask.time("received_at", { optional: "aside" }),
    ...(registered && !returned ? [ask.photos()] : []),
    ask.fields("papers", "paper", ["invoice", "veterinary_registration", "quarantine_certificate"]),
    lotStep(form, ask),
    ...(isDry ? [] : [expiry]),
    ...(handling ? [] : [note("correct", { optional: "aside" })]),
  ];
}

function expiryStep({ body: { expiry_date } }: Form, ask: Ask, isDry: boolean): Step {
  const answer = expiry_date ? date(expiry_date) : null;
  const rest = { answer, optional: isDry || "aside" } as const;
  return ask.text("expiry_date", "calendar", rest, { type: "date" });
}

function lotStep(form: Form, ask: Ask): Step {
  const body = () => (
    <>
      <LotCode form={form} />
      {ask.field("lot_code", { longest: 300 })}
      {ask.field("maker_name")}
    </>
  );
  return { ...ask.fields("lot", "lot", ["lot_code", "label", "maker_name"]), body };
}

/** The supplier's code goes into the record as it was read; a label of ours is stuck on the goods. */
function LotCode({ form: { body, set } }: { form: Form }) {
  const onRead = (scan: Scan): string | null => {
    const stop = engine.stopOf(scan.code ?? scan.uri ?? scan.text);
    const isLabel = scan.kind === "own-obj" || scan.kind === "own-code";
    const isLot = scan.kind === "own-class" || scan.lot || scan.serial || scan.sscc;
    if (stop) return t("receive.stopped", { reason: stop.reason });
    if (isLabel && scan.code) set({ label: scan.code });
    else if (isLot)
      set({ lot_code: scan.text, ...(scan.expiry ? { expiry_date: scan.expiry } : {}) });
    else return refusal(scan);
    return null;
  };
  return (
    <>
      {body.label && (
        <Notice tone="ok" icon="lot" title={t("receive.labelled", { code: spoken(body.label) })} />
      )}
      <ScanButton label={t("receive.scan")} onRead={onRead} />
    </>
  );
}

/** Somebody who is not registered is recorded all the same. */
function sourceSteps(ask: Ask): Step[] {
  const papers = { key: "papers_photo", ask: t("receive.ask.papers_photo"), optional: true };
  return [
    ask.text("source_name", "person"),
    ask.text("source_phone", "phone", { optional: true }, { type: "tel", longest: 40 }),
    ask.photos(papers),
  ];
}

/** Of goods that are not on the list. */
function kindSteps(ask: Ask): Step[] {
  const groups = Object.entries({ fresh_frozen: "basket", dry_packaged: "lot" });
  const units = Object.entries({ KGM: "scale", GRM: "scale", LTR: "tube", H87: "lot" });
  const group = groups.map(([value, icon]) => ({ value, icon, label: tOf("group", value) }));
  const uom = units.map(([value, icon]) => ({ value, icon, label: unit(value) }));
  return [
    ask.text("product_name", "basket"),
    ask.choice("group", "lot", group),
    ask.choice("uom", "scale", uom),
  ];
}

/** Screen 4: what is wrong, how much goes back, a photo of it. */
function returnSteps(form: Form, uom: string): Step[] {
  const { body } = form;
  const ask = questions(form, "return");
  const why = whyReturned(body, (reason) => tOf("reason", reason)) || null;
  const less = t("return.help.amount", { amount: amount(body.amount ?? "", uom) });
  const back = { tone: "bad", help: <p class="muted">{less}</p> } as const;
  const isLess = isPart(body.returned_amount, body.amount);
  const reasons = REASONS.map((value) => {
    return { value, icon: value, look: "bad" as const, label: tOf("reason", value) };
  });
  const own = ask.field("rejection_reason", { longest: 600 });
  const returned_amount = ask.pad(
    "returned_amount",
    "scale",
    unit(uom),
    { decimals: 3, most: 5 },
    isLess ? back : { ...back, answer: null },
  );
  return [
    ask.ticks("reasons", "failed", reasons, { tone: "bad", answer: why }, own),
    ...(body.decision === "partly" ? [returned_amount] : []),
    ask.photos({ key: "proof", ask: t("return.ask.photo"), optional: true }),
  ];
}
