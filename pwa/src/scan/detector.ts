/** Reading symbols: by the phone itself where it can, else by ZXing, loaded when it is needed. */

export interface Found {
  text: string;
  /** The symbol's name as BarcodeDetector spells it. */
  format: string;
}

export interface Picture {
  source: HTMLVideoElement | ImageBitmap;
  width: number;
  height: number;
}

export type Reader = (picture: Picture) => Promise<Found | null>;

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string; format: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const NEEDED = ["qr_code", "data_matrix", "ean_13", "code_128"];
const WANTED = [...NEEDED, "ean_8", "upc_a", "itf"];

/** Some phones have the class and not the service behind it, which only asking shows. */
async function own(): Promise<Reader | null> {
  const known = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (!known) return null;
  try {
    const formats = await known.getSupportedFormats();
    if (!NEEDED.every((one) => formats.includes(one))) return null;
    const detector = new known({ formats: WANTED.filter((one) => formats.includes(one)) });
    await detector.detect(document.createElement("canvas"));
    return async ({ source }) => {
      const [first] = await detector.detect(source);
      return first ? { text: first.rawValue, format: first.format } : null;
    };
  } catch {
    return null;
  }
}

let best: Promise<Reader> | undefined;

export function reader(): Promise<Reader> {
  best ??= own().then(async (found) => found ?? (await import("./fallback")).read);
  best.catch(() => {
    best = undefined; // no network when it was first needed: ask again next time
  });
  return best;
}

/** Have ZXing at hand before it is needed without a network; not over a poor or paid one. */
export async function keepForLater(): Promise<void> {
  const { connection } = navigator as {
    connection?: { saveData?: boolean; effectiveType?: string };
  };
  const poor = connection?.saveData || !["4g", undefined].includes(connection?.effectiveType);
  if (poor || !navigator.onLine || (await own())) return;
  (await navigator.serviceWorker?.ready)?.active?.postMessage({ type: "keep-scanner" });
}
