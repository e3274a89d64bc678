/** A camera's picture made small enough for a mountain network, and stripped of where it was taken. */

const LONGEST_SIDE = 1280;
export const MOST_BYTES = 120 * 1024;
/** Sides and qualities to try, from the best; the last one always fits a photo of a kitchen. */
const LADDER: readonly (readonly [side: number, quality: number])[] = [
  [LONGEST_SIDE, 0.8],
  [LONGEST_SIDE, 0.65],
  [LONGEST_SIDE, 0.5],
  [1024, 0.5],
  [800, 0.5],
  [640, 0.45],
  [480, 0.4],
];

export type Encode = (side: number, quality: number) => Promise<Blob>;

/** Size that fits into a square of `side`, never larger than it was. */
export function fitted(width: number, height: number, side: number): [number, number] {
  const scale = Math.min(1, side / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** The first rung that is small enough. */
export async function small(encode: Encode): Promise<Blob> {
  for (const [side, quality] of LADDER) {
    const blob = await encode(side, quality);
    if (blob.size <= MOST_BYTES) return blob;
  }
  throw new Error("The photo stays too large.");
}

/**
 * Re-encodes as JPEG at most 1280 px and 120 KB. The bytes are copied first: what a picker hands
 * out can become unreadable later. A canvas keeps pixels only, so EXIF with its place is gone; what
 * some browsers write into a JPEG by themselves goes too, for the server takes bare pictures only.
 */
export async function shrink(photo: Blob): Promise<ArrayBuffer> {
  const copied = new Blob([await photo.arrayBuffer()], { type: photo.type });
  const picture = await createImageBitmap(copied, { imageOrientation: "from-image" });
  try {
    const blob = await small((side, quality) => encoded(picture, side, quality));
    return bare(await blob.arrayBuffer());
  } finally {
    picture.close();
  }
}

/** A JPEG without comments and application parts, but JFIF and Adobe's, which say how to draw it. */
export function bare(jpeg: ArrayBuffer): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(jpeg);
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  for (let kind = bytes[3] ?? 0; bytes[at] === 0xff && kind !== 0xda; kind = bytes[at + 1] ?? 0) {
    const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    const spoken = kind === 0xfe || (kind > 0xe0 && kind < 0xf0 && kind !== 0xee);
    if (!spoken) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return new Blob([...kept, bytes.subarray(at)]).arrayBuffer();
}

async function encoded(picture: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const [width, height] = fitted(picture.width, picture.height, side);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const paper = canvas.getContext("2d");
  if (!paper) throw new Error("This browser cannot draw.");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, width, height);
  paper.drawImage(picture, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error("This browser cannot encode a JPEG."));
    canvas.toBlob(done, "image/jpeg", quality);
  });
}
