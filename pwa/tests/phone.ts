/** A phone of the tests: the whole engine on a store of its own. */

import "fake-indexeddb/auto";
import { newId } from "../src/core/ids";
import { Engine } from "../src/engine";
import { COOK } from "./cast";
import type { TestServer } from "./server";

const running: Engine[] = [];

export async function phoneOf(server: TestServer, name = newId(), build = "n"): Promise<Engine> {
  const engine = new Engine({ base: server.base, name, build });
  running.push(engine);
  await engine.ready;
  return engine;
}

/** Enrolled, with the kit, and a cook before it. */
export async function readyPhone(server: TestServer, name = newId()): Promise<Engine> {
  const engine = await phoneOf(server, name);
  await engine.enrol("CODE", "Điện thoại bếp");
  await engine.identify(COOK, null);
  return engine;
}

export async function stopPhones(): Promise<void> {
  await Promise.all(running.splice(0).map((engine) => engine.stop()));
}

/** Writes one fridge reading down. */
export async function read(engine: Engine, celsius: string): Promise<string> {
  const draft = await engine.draft("fridge_reading", `fridge ${celsius}`);
  const body = { fridge_id: "fridge-1", celsius, read_at: engine.now().toISOString() };
  return (await engine.save({ ...draft, body })).id;
}
