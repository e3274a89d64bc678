/** From the answers about one line of goods to the body of its record, and back. */

import type { Check, Decimal, KitGoods, KitSupplier } from "../types";
import { finished } from "../ui/NumberPad";

export type Decision = "accepted" | "partly" | "rejected";

export const REASONS = [
  "rotten",
  "smell",
  "warm",
  "torn",
  "expired",
  "no-paper",
  "dirty",
  "short",
] as const;
export type Reason = (typeof REASONS)[number];

/** What goes into the record word for word, if anything was said. */
const TEXTS = [
  "expiry_date",
  "storage",
  "maker_name",
  "invoice",
  "veterinary_registration",
  "quarantine_certificate",
  "deliverer",
  "lot_code",
  "label",
  "note",
] as const;

type Person = "source_name" | "source_phone" | "source_address";
type Other = "product_name" | "uom" | "rejection_reason" | "received_at";

/** `received_at` is absent at the moment of saving; `warned`: the neighbours' warnings were read. */
export type Answers = Record<(typeof TEXTS)[number] | Person | Other, string> &
  Record<"amount" | "returned_amount", Decimal> & {
    warned: true;
    group: KitGoods["group"];
    sensory: Check;
    quick_test: Check | "not_done";
    decision: Decision;
    reasons: Reason[];
    share: boolean;
  };

export interface About {
  supplier: KitSupplier | null;
  goods: KitGoods | null;
  /** What the kitchen calls a reason. */
  reasonOf: (reason: Reason) => string;
  now: string;
}

export function hasFailed(answers: Partial<Answers>): boolean {
  return answers.sensory === "fail" || answers.quick_test === "fail";
}

export function whyReturned(answers: Partial<Answers>, reasonOf: About["reasonOf"]): string {
  const own = answers.rejection_reason?.trim() ?? "";
  return [...(answers.reasons ?? []).map(reasonOf), ...(own === "" ? [] : [own])].join("; ");
}

/** All of it less than came: the scales of the kitchen know no other «partly». */
export function isPart(returned: string | undefined, amount: string | undefined): boolean {
  const part = Number(finished(returned ?? ""));
  return part > 0 && part < Number(amount);
}

export function deliveryBody(answers: Partial<Answers>, about: About): Record<string, unknown> {
  const { supplier, goods } = about;
  return {
    received_at: answers.received_at ?? about.now,
    group: goods?.group ?? answers.group,
    ...(goods?.product ? { product_id: goods.product } : {}),
    product_name: goods?.name ?? answers.product_name?.trim(),
    amount: finished(answers.amount ?? ""),
    uom: goods?.uom ?? answers.uom,
    source: supplier ? { name_id: supplier.name_id, name: supplier.name } : sourceOf(answers),
    sensory: answers.sensory,
    quick_test: answers.quick_test,
    decision: answers.decision,
    ...returnOf(answers, about),
    ...given(Object.fromEntries(TEXTS.map((name) => [name, answers[name]?.trim()]))),
  };
}

function given(texts: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text?.trim()));
}

function sourceOf({ source_name, source_phone, source_address }: Partial<Answers>) {
  return given({ name: source_name, phone: source_phone, address: source_address });
}

function returnOf(answers: Partial<Answers>, { reasonOf }: About): Record<string, unknown> {
  if (answers.decision === "accepted") return {};
  return {
    rejection_reason: whyReturned(answers, reasonOf),
    share: answers.share ?? true,
    ...(answers.decision === "partly"
      ? { returned_amount: finished(answers.returned_amount ?? "") }
      : {}),
  };
}

/** Also of a record that was written before: its source lies deeper. */
export function answersOf(body: Partial<Answers> & { source?: { name?: string; phone?: string } }) {
  const { source, ...rest } = body;
  return {
    ...(source?.name ? { source_name: source.name } : {}),
    ...(source?.phone ? { source_phone: source.phone } : {}),
    ...rest,
  };
}
