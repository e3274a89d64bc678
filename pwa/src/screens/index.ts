import type { ComponentType } from "preact";
import { Help } from "./Device";
import { Fridge } from "./Fridge";
import { Outbox } from "./Outbox";
import { Receive } from "./Receive";
import { Today } from "./Today";
import { Who } from "./Who";

/** A place in the app: what its address begins with, and the rest of the address as `args`. */
export interface Page {
  view: ComponentType<{ args: string[] }>;
  /** Also before anybody has said who they are. */
  forAll?: true;
}

/**
 * `#/<name>/<args>`. The words are Vietnamese, as on the web.
 *
 * "" Today · ai · nhan-hang[/supplier name id | moi[/n]] · tu-lanh[/fridge] · hop-gui · may, and the
 * screens of the pot and the sample: nau/dish · truoc-khi-an/dish · an/meal · luu-mau/dish ·
 * tu-mau[/sample] · su-co
 */
export const PAGES: Record<string, Page> = {
  "": { view: Today },
  ai: { view: Who },
  "nhan-hang": { view: Receive },
  "tu-lanh": { view: Fridge },
  "hop-gui": { view: Outbox, forAll: true },
  may: { view: Help, forAll: true },
};
