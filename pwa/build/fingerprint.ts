import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** What a build is made from; `tools/phone` builds when one of these changed. */
const SOURCES = [
  "src",
  "public",
  "build",
  "index.html",
  "package.json",
  "package-lock.json",
  "vite.config.ts",
  // The tokens and signs of the web pages are the phone's as well.
  "../src/nguon/base/static/base",
];

/** SHA-256 over the names and bytes of all sources, in the order of their names. */
export function fingerprint(root: string): string {
  const digest = createHash("sha256");
  for (const file of SOURCES.flatMap((name) => filesIn(join(root, name))).sort()) {
    digest
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return digest.digest("hex");
}

function filesIn(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOTDIR") return [path];
    throw problem;
  }
}
