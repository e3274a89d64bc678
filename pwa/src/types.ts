/** The words phone and server share. The server's side: docs/reference/phone-api.md. */

export type Uuid = string;
/** RFC 3339 with offset or Z. */
export type Instant = string;
/** yyyy-mm-dd, a local day of Asia/Ho_Chi_Minh. */
export type Day = string;
/** A decimal number as text, so that no digit is lost: "12.5". */
export type Decimal = string;

/** What the app speaks, and answers are asked in. */
export type Language = "vi" | "en";

export type RecordKind =
  | "delivery_line"
  | "dish_cooked"
  | "dish_checked"
  | "eating_started"
  | "sample_taken"
  | "sample_destroyed"
  | "fridge_reading"
  | "hold"
  | "withdrawn";

export type Check = "pass" | "fail";

/** One record as it travels and as it is kept: its text never changes after it was saved. */
export interface Envelope {
  id: Uuid;
  type: RecordKind;
  schema_v: number;
  kitchen: Uuid;
  actor: Uuid;
  /** How the person was told apart: by a PIN, or by the tile alone (they have no PIN yet). */
  identified_by: "pin" | "tile";
  device: Uuid;
  /** The phone's own clock when the record was saved, uncorrected. */
  claimed_at: Instant;
  /** Phone minus server at the last contact; null if there never was one. */
  offset_ms: number | null;
  /** Server time at that contact. */
  contact_at: Instant | null;
  /** Monotonic milliseconds since `boot_id` began; it may stand still while the phone sleeps. */
  mono_ms: number;
  boot_id: Uuid;
  /** Counts the records of this device, from 1. */
  seq: number;
  /** The app build that wrote it. */
  build: string;
  supersedes?: Uuid;
  reason?: string;
  photos: { sha256: string; bytes: number }[];
  body: Record<string, unknown>;
}

export interface SyncRequest {
  device: Uuid;
  build: string;
  schema: number;
  /** Phone clock at sending. */
  sent_at: Instant;
  mono_ms: number;
  boot_id: Uuid;
  /** Records that the phone keeps besides these. The manager's page shows it. */
  unsent?: number;
  items: Envelope[];
}

/**
 * stored, duplicate: the server has it. conflict: same id, other content; both are kept.
 * invalid: cannot be a record here. parked: kept by the server until something is known.
 * failed: the server stumbled over this one; send it again.
 */
export type SyncResult = "stored" | "duplicate" | "conflict" | "invalid" | "parked" | "failed";

export interface ItemResult {
  id: Uuid | null;
  result: SyncResult;
  /** For a refusal or a parked item: why, in short and in words of the asked language. */
  code?: string;
  field?: string;
  text?: string;
  waiting_for?: Uuid[];
}

export interface SyncReply {
  server_time: Instant;
  results: ItemResult[];
  photos_wanted: string[];
  stop_list_version: string;
  kit_version: string;
  device: { state: "active" | "revoked" };
}

export interface KitPerson {
  id: Uuid;
  name: string;
  roles: string[];
  acts: string[];
  /** PBKDF2-HMAC-SHA-256; salt and hash in base64, 32 bytes of hash. */
  pin: { salt: string; iterations: number; hash: string } | null;
}

export interface KitDish {
  id: Uuid;
  name: string;
  matter: "solid" | "liquid";
  planned_ingredients: string;
  /** `lots` are the lines it was cooked from, as far as the server tells them. */
  cooked: { record: Uuid; at: Instant; passed: boolean; lots?: Uuid[] }[];
  checked: { record: Uuid; at: Instant; decision: "serve" | "stop" }[];
}

export interface KitMeal {
  id: Uuid;
  date: Day;
  meal: "breakfast" | "lunch" | "afternoon" | "dinner";
  eating_at: Instant;
  portions: number;
  started_at: Instant | null;
  dishes: KitDish[];
}

export interface KitGoods {
  product: Uuid | null;
  name: string;
  group: "fresh_frozen" | "dry_packaged";
  uom: string;
  storage: string;
  /** Amounts of the last deliveries, newest first, each once: presets, never values. */
  amounts: Decimal[];
}

export interface KitSupplier {
  name_id: number;
  name: string;
  organisation: Uuid;
  address: string;
  phone: string;
  in_contract: boolean;
  goods: KitGoods[];
}

export interface KitLine {
  /** Id of the first record of the chain: what `dish_cooked.lots[].line_id` names. */
  id: Uuid;
  record: Uuid;
  lot_uri: string;
  lot_code: string;
  /** Pre-printed label stuck on it, as `/obj/` code, or "". */
  label: string;
  product: Uuid | null;
  name: string;
  group: "fresh_frozen" | "dry_packaged";
  amount: Decimal;
  uom: string;
  supplier: string;
  supplier_name_id: number | null;
  organisation: Uuid | null;
  received_at: Instant;
  expiry_date: Day | null;
  decision: "accepted" | "partly" | "rejected";
}

export interface KitFridge {
  id: Uuid;
  name: string;
  kind: "sample" | "cold" | "freezer";
  /** The code on its sticker, `/loc/` code. */
  code: string;
  low: Decimal | null;
  high: Decimal | null;
  last: { celsius: Decimal; at: Instant } | null;
}

export interface KitSample {
  /** Id of the first record of the chain: what `sample_destroyed.sample_id` names. */
  id: Uuid;
  record: Uuid;
  dish: Uuid;
  dish_name: string;
  meal: Uuid;
  meal_date: Day;
  amount: Decimal;
  uom: string;
  container: string;
  /** Code of the sample itself, and of the reusable box it lies in ("" if none). */
  code: string;
  uri: string;
  box: string;
  sealed: boolean;
  fridge: Uuid | null;
  taken_at: Instant;
  /** Counting from the meal as QĐ 1246 does; null while the meal has not been eaten. */
  may_destroy_at: Instant | null;
  held: boolean;
  destroyed_at: Instant | null;
}

/** A held or recalled thing: scanning it is refused with this reason. */
export interface Stop {
  kind: "lot" | "sample" | "meal";
  /** Lot URI, or the id of the sample or meal. */
  of: string;
  /** Codes that a scan may show for it, in their one spelling. */
  codes: string[];
  name: string;
  reason: string;
  since: Instant;
  source: "hold" | "recall";
}

export interface Warning {
  id: Uuid;
  kind: "rejection" | "hold";
  organisation: Uuid | null;
  supplier: string;
  /** Every legal name of the same actor. */
  names: string[];
  goods: string;
  reason: string;
  at: Instant;
  kitchen: string;
  commune: string;
}

export interface Kit {
  version: string;
  kitchen: { id: Uuid; name: string; school: string; commune: string };
  device: { id: Uuid; name: string };
  /** What `/obj/`, `/class/`, `/loc/` identifiers of this installation begin with. */
  identifier_host: string;
  limits: {
    sample_hours: number;
    solid_grams: Decimal;
    liquid_millilitres: Decimal;
    core_celsius: Decimal;
    on_time_minutes: number;
  };
  people: KitPerson[];
  meals: KitMeal[];
  suppliers: KitSupplier[];
  lines: KitLine[];
  fridges: KitFridge[];
  samples: KitSample[];
  stop_list: { version: string; stops: Stop[] };
  warnings: Warning[];
  calls: { name: string; phone: string }[];
}
