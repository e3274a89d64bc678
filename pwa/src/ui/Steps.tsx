import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { recordingOf, say } from "../voice";
import { t, type WordKey } from "../words";
import { BigButton } from "./BigButton";
import { Icon } from "./Icon";
import { go, hashOf, route } from "./route";
import type { Tone } from "./Tile";

export interface Step {
  key: string;
  /** The question: the heading of its screen. */
  ask: string;
  /** What the summary calls it. */
  name: string;
  icon: string;
  /** The answer in words; null while there is none. */
  answer: string | null;
  tone?: Tone;
  /** true: asked in its turn, and may be passed over. "aside": only reached from the summary. */
  optional?: boolean | "aside";
  /** What the record says of it, under the step's key; absent where the form itself knows. */
  said?: () => unknown;
  voice?: WordKey;
  help?: ComponentChildren;
  /** `next` goes on to what is still open, or to the summary. */
  body: (next: () => void) => ComponentChildren;
}

/** The step that comes after `from` and still wants an answer; else the summary. */
export function nextStep(steps: Pick<Step, "answer" | "optional">[], from: number): number {
  const ahead = steps.findIndex((one, i) => {
    const inTurn = !one.optional || (one.optional === true && i === from + 1);
    return i > from && one.answer === null && inTurn;
  });
  if (ahead >= 0) return ahead;
  const behind = steps.findIndex((one) => one.answer === null && !one.optional);
  return behind >= 0 && behind !== from ? behind : steps.length;
}

/** A decision opened or closed questions: on to the first open one, or to the summary. */
export function toOpenStep(replace = false): void {
  const { path, query } = route.value;
  go(hashOf(path, { ...Object.fromEntries(query), b: "" }), { replace });
}

interface Props {
  steps: Step[];
  /** Over the summary, so that it needs no scrolling: usually one button that saves. */
  end: (ready: boolean) => ComponentChildren;
  endAsk?: string | undefined;
  /** What to know before the first question, and again before saving. */
  before?: ComponentChildren;
}

/** One question a screen, each with its own place in the history: the phone's «back» works. */
export function Steps({ steps, end, endAsk, before }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = route.value.query.get("b") ?? "";
  const open = steps.findIndex((one) => one.answer === null && !one.optional);
  const at = Math.min(Number(asked || (open < 0 ? steps.length : open)) || 0, steps.length);
  const step = steps[at];
  const opened = useRef(at);
  const inTurn = steps.filter((one) => one.optional !== "aside");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading changes with the step
  useEffect(() => heading.current?.focus({ preventScroll: true }), [at]);
  const [going, setGoing] = useState(false);
  const to = (n: number, replace = false) => {
    const query = Object.fromEntries(route.value.query);
    go(hashOf(route.value.path, { ...query, b: String(n) }), { replace });
  };
  // An answer and the way on come in one tap; the answer may open or close later questions.
  useLayoutEffect(() => {
    if (!going) return;
    setGoing(false);
    to(nextStep(steps, at));
  });
  const next = () => setGoing(true);
  // Where the form opens is written down at once, or the first letter of an answer would go on.
  useLayoutEffect(() => {
    if (asked === "") to(at, true);
  });
  return (
    <div class="steps-flow">
      {(!step || at === opened.current) && before}
      <p class="steps-where">
        {inTurn.map((one) => (
          <i
            key={one.key}
            class={one === step ? "is-here" : one.answer === null ? "" : "is-done"}
          />
        ))}
        <span>{step ? count(inTurn.indexOf(step) + 1, inTurn.length) : t("steps.summary")}</span>
      </p>
      <div class="steps-ask">
        <h1 ref={heading} tabIndex={-1}>
          {step ? step.ask : (endAsk ?? t("steps.end"))}
        </h1>
        <Voice of={step?.voice} />
      </div>
      {step?.help}
      {step ? step.body(next) : [end(open < 0), <Summary key="summary" {...{ steps, to }} />]}
      <nav class="steps-nav" aria-label={t("steps.nav")}>
        {at > 0 && (
          <BigButton look="quiet" icon="back" label={t("steps.back")} onPress={() => to(at - 1)} />
        )}
        {step && (step.answer !== null || step.optional) && (
          <BigButton
            look={step.answer === null ? "plain" : "primary"}
            icon="next"
            label={step.answer === null ? t("steps.skip") : t("steps.next")}
            onPress={() => to(nextStep(steps, at))}
          />
        )}
      </nav>
    </div>
  );
}

/** What stands aside has no number. */
const count = (n: number, of: number) => (n > 0 ? `${n}/${of}` : "");

function Summary({ steps, to }: { steps: Step[]; to: (n: number) => void }) {
  return (
    <ul class="rows summary">
      {steps.map((one, i) => (
        <li key={one.key}>
          <button
            type="button"
            class={`row ${one.tone ? `tone-${one.tone}` : ""}`}
            onClick={() => to(i)}
          >
            <Icon name={one.icon} />
            <span class="row-text">
              <small>{one.name}</small>
              <b>{one.answer ?? (one.optional ? "–" : t("steps.open"))}</b>
            </span>
            <Icon name="correct" />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Only where somebody of the place has recorded the question. */
function Voice({ of }: { of: WordKey | undefined }) {
  if (!of || !recordingOf(of)) return null;
  return (
    <button
      type="button"
      class="button speaker"
      aria-label={t("voice.play")}
      onClick={() => void say(of)}
    >
      <Icon name="speaker" />
    </button>
  );
}
