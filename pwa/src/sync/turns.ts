/** Runs of the drainer, one after the other, in this tab and in all. */

import type { Trigger } from "./drain";

/** From weak to strong: a run that waits for its turn takes over the stronger wish. */
const STRENGTH: Trigger[] = ["timer", "save", "network", "hand"];

type Run = (trigger: Trigger, ask: boolean) => Promise<void>;
type Alone = (deed: () => Promise<void>) => Promise<unknown>;

export class Turns {
  private waiting: { trigger: Trigger; ask: boolean; done: Promise<void> } | null = null;
  private last: Promise<void> = Promise.resolve();
  private readonly deed: Run;
  private readonly alone: Alone;

  constructor(deed: Run, alone: Alone) {
    this.deed = deed;
    this.alone = alone;
  }

  /** Who asks while a run is going gets the next one, together with all others who ask. */
  run(trigger: Trigger, ask = false): Promise<void> {
    const { waiting } = this;
    if (waiting) {
      waiting.ask ||= ask;
      if (STRENGTH.indexOf(trigger) > STRENGTH.indexOf(waiting.trigger)) waiting.trigger = trigger;
      return waiting.done;
    }
    const next = { trigger, ask, done: Promise.resolve() };
    this.waiting = next;
    const begin = () => {
      if (this.waiting === next) this.waiting = null;
      return this.deed(next.trigger, next.ask);
    };
    // Without its turn (another tab drains, and there are no locks to wait for) it ends as well.
    next.done = this.last
      .then(async () => void (await this.alone(begin)))
      .finally(() => {
        if (this.waiting === next) this.waiting = null;
      });
    this.last = next.done.catch(() => undefined);
    return next.done;
  }

  /** Resolves when nothing runs or waits. */
  get idle(): Promise<void> {
    return this.last;
  }
}
