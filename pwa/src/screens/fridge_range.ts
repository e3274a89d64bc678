import type { KitFridge } from "../types";

/** Whether a reading is outside of what the fridge should hold; null if nobody said what. */
export function isOutside(
  fridge: Pick<KitFridge, "low" | "high">,
  celsius: string,
): boolean | null {
  const read = Number(celsius);
  if (fridge.low === null && fridge.high === null) return null;
  const tooCold = fridge.low !== null && read < Number(fridge.low);
  return tooCold || (fridge.high !== null && read > Number(fridge.high));
}

/** Readings a fridge of this kind shows on a good day; the last one is not among them on purpose. */
export function presetsOf({ low, high, kind }: Pick<KitFridge, "low" | "high" | "kind">): string[] {
  const from = Number(low ?? (kind === "freezer" ? -18 : 2));
  const to = Number(high ?? (kind === "freezer" ? -10 : 8));
  const middle = Math.round((from + to) / 2);
  return [middle - 1, middle, middle + 1].map(String);
}
