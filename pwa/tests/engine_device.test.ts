import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../src/core/ids";
import { EngineError } from "../src/engine";
import type { Envelope } from "../src/types";
import { COOK } from "./cast";
import { phoneOf, read, readyPhone, stopPhones } from "./phone";
import { TestServer } from "./server";

let server: TestServer;
let name: string;

beforeEach(async () => {
  name = newId();
  server = await new TestServer().start();
});

afterEach(async () => {
  await stopPhones();
  await server.stop();
});

const sent = (): Envelope[] => [...server.stored.values()].map((text) => JSON.parse(text));

describe("enrolling", () => {
  test("brings a device, the kit and a first contact", async () => {
    const phone = await phoneOf(server, name);
    expect([phone.enrolled.value, phone.kit.value, phone.contactAt.value]).toEqual([
      false,
      null,
      null,
    ]);
    await phone.enrol("CODE", "Điện thoại bếp");
    expect([phone.enrolled.value, phone.kit.value?.kitchen.name, phone.online.value]).toEqual([
      true,
      "Bếp Nà Tấu",
      "online",
    ]);
    expect(phone.contactAt.value).not.toBe(null);
  });

  test("is refused with the server's own words", async () => {
    const phone = await phoneOf(server, name);
    await expect(phone.enrol("WRONG", "x")).rejects.toThrow("Mã này đã dùng rồi.");
    expect(phone.enrolled.value).toBe(false);
  });

  test("says when nobody answers", async () => {
    const phone = await phoneOf(server, name);
    server.fault = (_, answer) => !!answer.destroy();
    await expect(phone.enrol("CODE", "x")).rejects.toEqual(new EngineError("offline"));
  });

  test("is remembered, and so are kit, person and unsent records", async () => {
    const phone = await readyPhone(server, name);
    server.fault = (_, answer) => !!answer.destroy();
    const id = await read(phone, "4");
    await phone.stop();
    const again = await phoneOf(server, name);
    expect([again.enrolled.value, again.kit.value?.version, again.person.value?.id]).toEqual([
      true,
      "kit-1",
      COOK,
    ]);
    expect(again.items.value.map((item) => item.envelope.id)).toEqual([id]);
  });
});

describe("a device", () => {
  test("that nobody knows stops sending, keeps all, and goes on under a new enrolment", async () => {
    const phone = await readyPhone(server, name);
    server.tokens.clear();
    const id = await read(phone, "4");
    await phone.drain();
    expect([phone.deviceState.value, phone.unsent.value.count]).toEqual(["unknown_token", 1]);
    const asked = server.asked.length;
    await read(phone, "5");
    await phone.loadKit();
    expect(server.asked.length).toBe(asked);
    await phone.enrol("NEW", "Điện thoại bếp");
    expect([phone.deviceState.value, phone.unsent.value.count]).toEqual(["active", 0]);
    expect([server.order[0], sent().map((item) => item.device)]).toEqual([
      id,
      ["device-CODE", "device-CODE"],
    ]);
  });

  test("T15: that was revoked works on; its items wait at the server and pass when it is renewed", async () => {
    const phone = await readyPhone(server, name);
    server.revoked = true;
    await read(phone, "4");
    await phone.drain();
    expect([phone.deviceState.value, phone.items.value[0]?.state]).toEqual(["revoked", "parked"]);
    await phone.loadKit();
    expect([phone.deviceState.value, phone.kit.value?.version]).toEqual(["revoked", "kit-1"]);
    await read(phone, "5");
    server.revoked = false;
    await phone.enrol("NEW", "Điện thoại bếp");
    expect(phone.items.value.map((item) => item.state)).toEqual(["sent", "sent"]);
  });

  test("hears that it was revoked also when it has nothing to send", async () => {
    const phone = await readyPhone(server, name);
    server.revoked = true;
    await phone.loadKit();
    expect(phone.deviceState.value).toBe("revoked");
  });
});
