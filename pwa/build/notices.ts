import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const NAME = "THIRD_PARTY.txt";
/** What others compiled into a package, and its own licence file does not cover. */
const INSIDE: Record<string, string> = {
  "zxing-wasm":
    "Its WebAssembly is compiled from ZXing-C++ (Apache-2.0), whose licence follows.\n\n" +
    readFileSync(join(import.meta.dirname, "../../LICENSE"), "utf8").trim(),
};
const found = new Map<string, string>();

/** Collects the licence of every package that ends in the bundle, and writes them beside it. */
export function notices(): Plugin {
  return {
    name: "nguon:notices",
    apply: "build",
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === "chunk") output.moduleIds.forEach(notePackageOf);
      }
    },
  };
}

/** Modules of other builds (the service worker's) are noted by calling this. */
export function notePackageOf(module: string): void {
  const folder = packageOf(module);
  if (folder && !found.has(folder)) found.set(folder, notice(folder));
}

export function thirdParty(): { name: string; text: string } {
  const notes = [...found.values()].sort();
  const head = "This app contains the following packages of others, each under its own licence.";
  return { name: NAME, text: `${[head, ...notes].join(`\n\n${"-".repeat(72)}\n\n`)}\n` };
}

/** The innermost package; inner package.json files, which say only how to import, are not asked. */
function packageOf(module: string): string | null {
  const path = module.replace(/^\0/, "");
  return path.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/?]+/)?.[0] ?? null;
}

function notice(folder: string): string {
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (!about.license || !file) {
    throw new Error(
      `${about.name} states no licence, so it cannot be given to others; see ${folder}`,
    );
  }
  const text = readFileSync(join(folder, file), "utf8").trim();
  const parts = [`${about.name} ${about.version} (${about.license})`, text, INSIDE[about.name]];
  return parts.filter(Boolean).join("\n\n");
}
