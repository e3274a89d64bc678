import { afterEach, expect, test } from "vitest";
import { read, readyPhone, stopPhones } from "./phone";
import { TestServer } from "./server";

let server: TestServer;
afterEach(async () => {
  await stopPhones();
  await server.stop();
});

test("a record reaches the server once and leaves the outbox", async () => {
  server = await new TestServer().start();
  const phone = await readyPhone(server);
  const id = await read(phone, "4.5");
  expect(phone.items.value.map((i) => i.state)).toEqual(["queued"]);
  await phone.drain();
  expect([...server.stored.keys()]).toEqual([id]);
  expect(phone.items.value.map((i) => i.state)).toEqual(["sent"]);
  expect(phone.unsent.value).toEqual({ count: 0, oldest: null, photos: 0 });
});
