/** A record in words, and where one like it is written. */

import type { Envelope, Kit } from "../types";
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

/** Where a record of this kind about the same thing is written; null if it has no form here. */
export function formOf({ type, body }: Pick<Envelope, "type" | "body">): Form | null {
  const at = (place: string, id: unknown) => ({
    subject: text(id),
    hash: hashOf([place, text(id)]),
  });
  switch (type) {
    case "delivery_line": {
      const hash = hashOf(["nhan-hang", ...deliveryPath(body)]);
      return { subject: hash.slice(1), hash };
    }
    case "dish_cooked":
      return at("nau", body["dish_id"]);
    case "dish_checked":
      return at("truoc-khi-an", body["dish_id"]);
    case "sample_taken":
      return at("luu-mau", body["dish_id"]);
    case "sample_destroyed":
      return at("tu-mau", body["sample_id"]);
    case "eating_started":
      return at("an", body["meal_id"]);
    case "fridge_reading":
      return at("tu-lanh", body["fridge_id"]);
    default:
      return null;
  }
}

export interface Form {
  subject: string;
  hash: string;
}

function deliveryPath(body: Body): string[] {
  const source = (body["source"] ?? {}) as Body;
  if (typeof source["name_id"] !== "number") return ["moi"];
  return [String(source["name_id"]), text(body["product_name"])];
}
