import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, type Plugin, type ResolvedConfig } from "vite";
import { notePackageOf, thirdParty } from "./notices.ts";

interface Options {
  /** The source of the service worker. */
  worker: string;
  /** Names that the bundler replaces, as in the page. */
  names: Record<string, string>;
}

interface Entry {
  url: string;
  revision: string | null;
  /** A captive portal answers 200 with its own page to everything; that must never be kept. */
  integrity: string;
}

const HASHED = /^assets\/.+-[\w-]{8}\.\w+$/;
/** Asked for by the system when the app is installed, or kept by the page itself: recordings. */
const NOT_KEPT = /^icon-.*\.png$|^manifest\.webmanifest$|\.(ogg|webm)$/;
/** The reader of codes for phones without one: too big for everybody, kept when there is time. */
const LATER = /^assets\/(fallback|zxing_reader)-/;
const TEXT = /\.(html|js|css|json|svg|txt|webmanifest|wasm)$/;

/** After the page is written: list it, bundle the worker that keeps it, and compress both. */
export function serviceWorker({ worker, names }: Options): Plugin {
  let config: ResolvedConfig;
  return {
    name: "nguon:service-worker",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    async writeBundle() {
      const out = resolve(config.root, config.build.outDir);
      const kept = filesIn(out).filter((name) => !NOT_KEPT.test(name) && !LATER.test(name));
      const entries = kept.map((name) => entryOf(out, name));
      const later = filesIn(out)
        .filter((name) => LATER.test(name))
        .map((name) => entryOf(out, name));
      await bundle(resolve(config.root, worker), out, { names, entries, later, config });
      const notice = thirdParty();
      writeFileSync(join(out, notice.name), notice.text);
      for (const name of filesIn(out)) if (TEXT.test(name)) compress(join(out, name));
    },
  };
}

function filesIn(out: string): string[] {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
}

function entryOf(out: string, name: string): Entry {
  const digest = createHash("sha256")
    .update(readFileSync(join(out, name)))
    .digest();
  return {
    url: name,
    revision: HASHED.test(name) ? null : digest.toString("hex").slice(0, 16),
    integrity: `sha256-${digest.toString("base64")}`,
  };
}

interface Worker extends Pick<Options, "names"> {
  entries: Entry[];
  later: Entry[];
  config: ResolvedConfig;
}

async function bundle(source: string, out: string, { names, entries, later, config }: Worker) {
  const made = await build({
    configFile: false,
    root: config.root,
    logLevel: "warn",
    publicDir: false,
    define: {
      ...names,
      __PRECACHE__: JSON.stringify(entries),
      __LATER__: JSON.stringify(later),
      "process.env.NODE_ENV": JSON.stringify("production"),
    },
    build: {
      write: false,
      target: config.build.target,
      rolldownOptions: {
        input: source,
        output: { format: "iife", entryFileNames: "sw.js", codeSplitting: false },
      },
    },
  });
  const [first] = [made].flat();
  if (!first || !("output" in first)) throw new Error("the service worker was not bundled");
  const [chunk] = first.output;
  chunk.moduleIds.forEach(notePackageOf);
  writeFileSync(join(out, "sw.js"), chunk.code);
}

/** Beside `name`, `name.br` and `name.gz`: a server of one core has better things to do. */
function compress(file: string): void {
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
