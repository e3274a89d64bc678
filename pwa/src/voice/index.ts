/**
 * Spoken questions, recorded by people of the place. A recording is a file
 * `recordings/<language>/<key of words>.ogg` (Opus, ≤ 15 KB); without files there is no speaker button.
 */

import { signal } from "@preact/signals";

const FILES = import.meta.glob<string>("./recordings/*/*.{ogg,webm}", {
  eager: true,
  import: "default",
  query: "?url",
});
const KEPT = "nguon.voice";
const CACHE = "nguon-voice";

export type Pack = Record<string, string>;

/** language → key → address, from the paths of the recordings. */
export function packsOf(files: Record<string, string>): Record<string, Pack> {
  const packs: Record<string, Pack> = {};
  for (const [path, address] of Object.entries(files)) {
    const found = /\/([a-z]{2,3})\/([\w.]+)\.\w+$/.exec(path);
    if (!found) continue;
    const [, language = "", key = ""] = found;
    packs[language] ??= {};
    packs[language][key] = address;
  }
  return packs;
}

export const packs = packsOf(FILES);
export const voice = signal<string>(globalThis.localStorage?.getItem(KEPT) ?? "vi");

/** Recordings are not part of the app that every phone loads; the chosen ones are kept for later. */
export async function chooseVoice(language: string): Promise<void> {
  voice.value = language;
  localStorage.setItem(KEPT, language);
  const kept = await caches.open(CACHE);
  await kept.addAll(Object.values(packs[language] ?? {}));
}

export function recordingOf(key: string): string | undefined {
  return packs[voice.value]?.[key];
}

let audio: AudioContext | undefined;

export async function say(key: string): Promise<void> {
  const address = recordingOf(key);
  if (!address) return;
  const answer = (await caches.match(address)) ?? (await fetch(address));
  audio ??= new AudioContext();
  const source = audio.createBufferSource();
  source.buffer = await audio.decodeAudioData(await answer.arrayBuffer());
  source.connect(audio.destination);
  source.start();
}
