/** What the screens see of the store: signals that follow it. */

import { type Signal, signal } from "@preact/signals";
import { overlay } from "../core/overlay";
import type { Instant, Kit, KitPerson, Uuid } from "../types";
import type { Db, OutboxRow, Session } from "./database";
import type { Item, Picture, Unsent } from "./local";
import { itemsOf, knownOf, localsOf, readPicture, unsentOf } from "./local";

export class Board {
  readonly kit: Signal<Kit | null> = signal(null);
  /** When the kit was last known to be the server's newest: the age of the stop list. */
  readonly kitAt: Signal<Instant | null> = signal(null);
  readonly person: Signal<KitPerson | null> = signal(null);
  readonly unsent: Signal<Unsent> = signal({ count: 0, oldest: null, photos: 0 });
  readonly items: Signal<Item[]> = signal([]);

  protected picture: Picture = { outbox: [], acked: [], photos: [], kit: null };
  protected session: Session | null = null;
  protected sending: ReadonlySet<Uuid> = new Set();
  private reads = 0;
  private shown = 0;

  /** Reads the store again; the kit, its largest part, only if that may have changed. */
  protected async readAgain(db: Db, withKit: boolean): Promise<void> {
    this.reads += 1;
    const read = this.reads;
    const picture = await readPicture(db, withKit ? undefined : this.picture.kit);
    if (read < this.shown) return; // what was read is older than what is shown
    this.shown = read;
    this.show(picture);
  }

  /** A record that is on the disk shows at once, whatever reading is still under way. */
  protected showSaved(row: OutboxRow): void {
    this.reads += 1;
    this.shown = this.reads;
    this.show({ outbox: [...this.picture.outbox, row] });
  }

  protected showSending(ids: ReadonlySet<Uuid>): void {
    this.sending = ids;
    this.items.value = itemsOf(this.picture, ids);
  }

  protected showPerson(): void {
    const id = this.session?.person;
    this.person.value = this.kit.value?.people.find((one) => one.id === id) ?? null;
  }

  private show(part: Partial<Picture>): void {
    this.picture = { ...this.picture, ...part };
    this.items.value = itemsOf(this.picture, this.sending);
    this.unsent.value = unsentOf(this.items.value);
    const { kit } = this.picture;
    this.kit.value = kit && overlay(kit.kit, localsOf(this.picture), knownOf(this.picture));
    this.kitAt.value = kit?.fetched_at ?? null;
    this.showPerson();
  }
}
