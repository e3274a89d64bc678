import { signal } from "@preact/signals";
import en from "./en.json";
import vi from "./vi.json";

export type Language = "vi" | "en";
export type WordKey = keyof typeof vi;

const BOOKS: Record<Language, Record<WordKey, string>> = { vi, en };
const KEPT = "nguon.language";

export const language = signal<Language>(kept());

function kept(): Language {
  return globalThis.localStorage?.getItem(KEPT) === "en" ? "en" : "vi";
}

export function speak(chosen: Language): void {
  language.value = chosen;
  globalThis.localStorage?.setItem(KEPT, chosen);
  globalThis.document?.documentElement.setAttribute("lang", chosen);
}

/** The words of a key, with `{n}` filled in. Components that call it follow the language. */
export function t(key: WordKey, values: Record<string, string | number> = {}): string {
  return BOOKS[language.value][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

/** For keys made of a closed list, such as `kind.delivery_line`; the text itself if unknown. */
export function tOf(prefix: string, value: string): string {
  const key = `${prefix}.${value}`;
  return key in vi ? t(key as WordKey) : value;
}
