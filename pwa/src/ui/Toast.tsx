import { signal } from "@preact/signals";
import type { RecordKind } from "../types";
import { t, tOf } from "../words";
import { Icon } from "./Icon";

type Said = { text: string; bad: boolean };

const said = signal<Said | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** What is slow waits until the eye has its answer. */
export function afterDrawing(deed: () => void): void {
  requestAnimationFrame(() => setTimeout(deed));
}

/** Seen, heard, felt and read aloud: the kitchen is loud and the hands are wet. */
export function tell(text: string, { bad = false } = {}): void {
  said.value = { text, bad };
  afterDrawing(() => {
    navigator.vibrate?.(bad ? [120, 80, 120] : 80);
    ring(bad ? [220, 180] : [660, 880]);
  });
  clearTimeout(timer);
  timer = setTimeout(() => {
    said.value = null;
  }, 4000);
}

export const tellSaved = (kind: RecordKind) => tell(`${tOf("kind", kind)}: ${t("saved")}`);

let audio: AudioContext | undefined;

function ring(tones: number[]): void {
  try {
    audio ??= new AudioContext();
    const start = audio.currentTime;
    for (const [i, hertz] of tones.entries()) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = hertz;
      volume.gain.value = 0.15;
      tone.connect(volume).connect(audio.destination);
      tone.start(start + i * 0.12);
      tone.stop(start + i * 0.12 + 0.1);
    }
  } catch {
    // a phone without sound still shows and shakes
  }
}

export function Toast() {
  const now = said.value;
  return (
    <div class="toast" role="status" aria-live="assertive">
      {now && (
        <p class={now.bad ? "tone-bad" : "tone-ok"}>
          <Icon name={now.bad ? "alert" : "done"} />
          {now.text}
        </p>
      )}
    </div>
  );
}
