import { signal } from "@preact/signals";
import type { Language } from "../types";
import vi from "./vi.json";

export type WordKey = keyof typeof vi;
type Book = Record<WordKey, string>;

const book = signal<Book>(vi);
export const language = signal<Language>("vi");

/** English comes in a file of its own: every phone starts without it. */
export async function speak(chosen: Language): Promise<void> {
  book.value = chosen === "en" ? (await import("./en.json")).default : vi;
  language.value = chosen;
  globalThis.document?.documentElement.setAttribute("lang", chosen);
}

/** The words of a key, with `{n}` filled in. Components that call it follow the language. */
export function t(key: WordKey, values: Record<string, string | number> = {}): string {
  return fill(book.value[key], values);
}

/** For what a record will say: it is read by others, and the book of the kitchen is Vietnamese. */
export function inVietnamese(key: WordKey, values: Record<string, string | number> = {}): string {
  return fill(vi[key], values);
}

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

/** The words of a key that there may not be. */
export function textOf(key: string): string | undefined {
  return key in vi ? t(key as WordKey) : undefined;
}

/** For keys made of a closed list, such as `kind.delivery_line`; the text itself if unknown. */
export function tOf(prefix: string, value: string): string {
  return textOf(`${prefix}.${value}`) ?? value;
}
