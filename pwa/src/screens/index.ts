import type { ComponentType } from "preact";
import { Check } from "./Check";
import { Cook } from "./Cook";
import { Help } from "./Device";
import { Eat } from "./Eat";
import { Fridge } from "./Fridge";
import { Incident } from "./Incident";
import { Outbox } from "./Outbox";
import { Receive } from "./Receive";
import { Sample } from "./Sample";
import { ScanAny } from "./ScanAny";
import { Shelf } from "./Shelf";
import { Today } from "./Today";
import { Who } from "./Who";
import { Withdraw } from "./Withdraw";

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
 * tu-mau[/sample] · su-co[/meal] · quet · rut/record
 */
export const PAGES: Record<string, Page> = {
  "": { view: Today },
  ai: { view: Who },
  "nhan-hang": { view: Receive },
  "tu-lanh": { view: Fridge },
  nau: { view: Cook },
  "truoc-khi-an": { view: Check },
  an: { view: Eat },
  "luu-mau": { view: Sample },
  "tu-mau": { view: Shelf },
  "su-co": { view: Incident },
  quet: { view: ScanAny },
  rut: { view: Withdraw },
  "hop-gui": { view: Outbox, forAll: true },
  may: { view: Help, forAll: true },
};
