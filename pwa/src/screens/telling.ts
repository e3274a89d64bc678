/** A record in words, and where one like it is written. */

import type { Envelope, Kit, RecordKind } from "../types";
import { hashOf } from "../ui/route";
import { tOf } from "../words";
import { amount, shown } from "../words/format";

type Body = Record<string, unknown>;

const text = (value: unknown) => (typeof value === "string" ? value : "");

function dishName(kit: Kit, id: unknown): string {
  return kit.meals.flatMap((meal) => meal.dishes).find((dish) => dish.id === id)?.name ?? "";
}

/** What the record is about; "" when the kit no longer knows. */
export function subjectText({ type, body }: Pick<Envelope, "type" | "body">, kit: Kit): string {
  switch (type) {
    case "delivery_line":
      return `${text(body["product_name"])} ${amount(text(body["amount"]), text(body["uom"]))}`;
    case "dish_cooked":
    case "dish_checked":
    case "sample_taken":
      return dishName(kit, body["dish_id"]);
    case "sample_destroyed":
      return kit.samples.find((one) => one.id === body["sample_id"])?.dish_name ?? "";
    case "eating_started":
      return tOf("meal", kit.meals.find((one) => one.id === body["meal_id"])?.meal ?? "");
    case "fridge_reading": {
      const fridge = kit.fridges.find((one) => one.id === body["fridge_id"]);
      return `${fridge?.name ?? ""} ${shown(text(body["celsius"]))} °C`.trim();
    }
    default:
      return text(body["cause"]);
  }
}

/** Of each kind that has a form here about one thing: its place, and the member that names it. */
const FORMS: Partial<Record<RecordKind, [place: string, of: string]>> = {
  dish_cooked: ["nau", "dish_id"],
  dish_checked: ["truoc-khi-an", "dish_id"],
  sample_taken: ["luu-mau", "dish_id"],
  sample_destroyed: ["tu-mau", "sample_id"],
  eating_started: ["an", "meal_id"],
  fridge_reading: ["tu-lanh", "fridge_id"],
};

/** Where a record of this kind about the same thing is written; null if it has no form here. */
export function formOf({ type, body }: Pick<Envelope, "type" | "body">) {
  if (type === "delivery_line") {
    const path = ["nhan-hang", ...deliveryPath(body)];
    return { subject: hashOf(path).slice(1), path };
  }
  const [place, of] = FORMS[type] ?? [];
  if (!place || !of) return null;
  const subject = text(body[of]);
  return { subject, path: [place, subject] };
}

function deliveryPath(body: Body): string[] {
  const source = (body["source"] ?? {}) as Body;
  if (typeof source["name_id"] !== "number") return ["moi"];
  return [String(source["name_id"]), text(body["product_name"])];
}
