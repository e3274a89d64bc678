import type { ComponentType } from "preact";
import type { Place } from "../ui/route";
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
import { Withdraw } from "./Withdraw";

/** Places for everybody, also before anybody has said who they are: `hop-gui` · `may`. */
export const OPEN: Record<string, ComponentType<Pick<Place, "args">>> = {
  "hop-gui": Outbox,
  may: Help,
};

/**
 * `#/<name>/<args>`. The words are Vietnamese, as on the web.
 *
 * "" Today · nhan-hang[/supplier name id | moi[/n]] · tu-lanh[/fridge], and the screens of the pot
 * and the sample: nau/dish · truoc-khi-an/dish · an/meal · luu-mau/dish · tu-mau[/sample] ·
 * su-co[/meal] · quet · rut/record
 */
export const PAGES: Record<string, ComponentType<Place>> = {
  "": Today,
  "nhan-hang": Receive,
  "tu-lanh": Fridge,
  nau: Cook,
  "truoc-khi-an": Check,
  an: Eat,
  "luu-mau": Sample,
  "tu-mau": Shelf,
  "su-co": Incident,
  quet: ScanAny,
  rut: Withdraw,
};
