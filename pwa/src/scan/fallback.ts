import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import program from "zxing-wasm/reader/zxing_reader.wasm?url";
import type { Found, Picture } from "./detector";

/** Enough for a label at arm's length, and three looks a second on a cheap phone. */
const LONGEST = 960;
const FORMATS = ["QRCode", "DataMatrix", "EAN13", "EAN8", "UPCA", "Code128", "ITF"] as const;

prepareZXingModule({ overrides: { locateFile: () => program } });

const canvas = document.createElement("canvas");
const paper = canvas.getContext("2d", { willReadFrequently: true });

/** The text begins with the AIM identifier of its symbol, which tells GS1 from all others. */
export async function read({ source, width, height }: Picture): Promise<Found | null> {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  if (!paper || canvas.width === 0 || canvas.height === 0) return null;
  paper.drawImage(source, 0, 0, canvas.width, canvas.height);
  const picture = paper.getImageData(0, 0, canvas.width, canvas.height);
  const [first] = await readBarcodes(picture, {
    formats: [...FORMATS],
    maxNumberOfSymbols: 1,
    tryInvert: false, // nobody prints white on black, and looking for it takes a third of the time
    textMode: "Plain",
  });
  return first ? { text: first.symbologyIdentifier + first.text, format: "" } : null;
}
