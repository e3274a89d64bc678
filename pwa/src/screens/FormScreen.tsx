/** Every form is a table of questions and a word for its button; this is the screen that runs it. */

import type { ComponentChildren } from "preact";
import { engine } from "../engine";
import type { RecordKind } from "../types";
import { BigButton, Notice, Screen, type Step, Steps, tell, tellSaved } from "../ui";
import { route } from "../ui/route";
import { t } from "../words";
import { clock } from "../words/format";
import { questions } from "./questions";
import { type RecordForm, useRecord } from "./useRecord";

type Body = Record<string, unknown>;

export interface Plan {
  /** What is asked, in turn. */
  steps: Step[];
  /** The words of the button that saves; `end` stands where one is not enough. */
  save?: string;
  /** The record, from what its questions say and what a button of the end adds. */
  body: (said: Body) => Body;
  /** What the next person should see before the first question. */
  earlier?: ComponentChildren;
  before?: ComponentChildren;
  /** Over the button that saves. */
  warning?: ComponentChildren;
  end?: (ready: boolean, save: (more: Body) => void) => ComponentChildren;
  endAsk?: string;
  title?: string | undefined;
}

export type Questions<B> = ReturnType<typeof questions<B>>;
export type PlanOf<B> = (form: RecordForm<B>, ask: Questions<B>) => Plan;

interface Props<B> {
  kind: RecordKind;
  /** The id, or the place, of what the record is about. */
  about: string;
  /** What the keys of its words begin with. */
  words: string;
  title: string;
  back: string;
  /** Where saving leads. */
  then?: string;
  plan: PlanOf<B>;
}

export function FormScreen<B>({ kind, about, words, plan, then = "#/", ...rest }: Props<B>) {
  const form = useRecord<B>(kind, about);
  if (form === null) return null;
  const { steps, body, ...planned } = plan(form, questions(form, words));
  const save = (more: Body) => {
    const said = steps.flatMap((step) => (step.said ? [[step.key, step.said()]] : []));
    form.save(body({ ...Object.fromEntries(said), ...more }), then);
  };
  const end = planned.end ?? ((ready) => <Save label={planned.save ?? ""} {...{ ready, save }} />);
  const { left } = form;
  if (left && !left.taken) return <StillSo {...form} back={rest.back} at={left.at} />;
  return (
    <Screen title={planned.title ?? rest.title} back={rest.back} heading={false}>
      {left && <Notice tone="warn" icon="late" title={t("left.name", { at: left.at })} />}
      {planned.before}
      <Steps
        steps={[...steps, ...form.why]}
        endAsk={planned.endAsk}
        before={!route.value.query.has("sua") && planned.earlier}
        end={(ready) => (
          <>
            {planned.warning}
            {end(ready && !form.busy, save)}
          </>
        )}
      />
    </Screen>
  );
}

interface Asked extends Pick<RecordForm<never>, "take" | "anew"> {
  at: string;
  back: string;
}

/** Nothing of the form is shown before this is answered: it may be of another day. */
function StillSo({ at, back, take, anew }: Asked) {
  return (
    <Screen title={t("left.ask", { at })} back={back}>
      <p>{t("left.help")}</p>
      <BigButton icon="check" label={t("left.take")} onPress={take} />
      <BigButton icon="plus" label={t("left.anew")} onPress={anew} />
    </Screen>
  );
}

type SaveProps = { label: string; ready: boolean; save: (more: Body) => void };

export function Save({ label, ready, save }: SaveProps) {
  const onPress = () => save({});
  return <BigButton look="primary" icon="check" label={label} disabled={!ready} {...{ onPress }} />;
}

/** A record that asks nothing more, kept in one tap; false if it could not be. */
export async function saveAtOnce(
  kind: RecordKind,
  subject: string,
  body: Body,
  change: { supersedes?: string; reason?: string } = {},
): Promise<boolean> {
  try {
    const draft = await engine.draft(kind, subject);
    await engine.save({ ...draft, body }, change);
    tellSaved(kind);
    return true;
  } catch (problem) {
    tell(t("save.failed", { why: String(problem) }), { bad: true });
    return false;
  }
}

export interface Act {
  at: string;
  words: string;
  bad?: boolean;
}

export function Earlier({ acts }: { acts: Act[] }) {
  if (acts.length === 0) return null;
  return (
    <Notice tone={acts.some((one) => one.bad) ? "bad" : "due"} title={t("act.again")}>
      {acts.map((one) => (
        <p key={one.at}>
          {clock(one.at)} · {one.words}
        </p>
      ))}
    </Notice>
  );
}
