import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId, sha256Of } from "../src/core/ids";
import type { Engine } from "../src/engine";
import { openDatabase } from "../src/store/database";
import type { Item } from "../src/store/local";
import { addPhoto } from "../src/store/photos";
import { COOK } from "./cast";
import { phoneOf, read, readyPhone, stopPhones } from "./phone";
import { send, TestServer } from "./server";

let server: TestServer;
let phone: Engine;
let name: string;

beforeEach(async () => {
  name = newId();
  server = await new TestServer().start();
  phone = await readyPhone(server, name);
  server.asked.length = 0;
});

afterEach(async () => {
  await stopPhones();
  await server.stop();
});

/** As many readings, written while the server is away. */
async function write(many: number): Promise<string[]> {
  const fault = server.fault;
  server.fault = cut;
  const ids: string[] = [];
  for (let i = 0; i < many; i++) ids.push(await read(phone, String(i / 10)));
  await phone.drain();
  server.fault = fault;
  server.asked.length = 0;
  return ids;
}

const states = () => phone.items.value.map((item) => item.state).reverse();
const itemOf = (id: string): Item | undefined =>
  phone.items.value.find((item) => item.envelope.id === id);
const itemsIn = (body: Buffer) =>
  (JSON.parse(body.toString()) as { items: unknown[] }).items.length;
const sizes = () => server.syncs().map((one) => itemsIn(one.body));

const cut = (_: unknown, answer: { destroy: () => void }) => {
  answer.destroy();
  return true;
};

test("records arrive in the order of writing, with the very bytes that were kept", async () => {
  const ids = await write(3);
  const db = await openDatabase(name);
  const texts = (await db.getAll("outbox")).map((row) => [row.id, row.text]);
  db.close();
  await phone.drain();
  expect([server.order, Object.fromEntries(server.stored)]).toEqual([
    ids,
    Object.fromEntries(texts),
  ]);
  expect(states()).toEqual(["sent", "sent", "sent"]);
});

test("T4: a reply lost after the server stored makes a duplicate, one row, an empty outbox", async () => {
  const [id] = await write(1);
  const real = server.judge;
  server.judge = (item) => {
    server.stored.set(item.id, JSON.stringify(item));
    server.fault = cut;
    return { id: item.id, result: "stored" };
  };
  let lost = false;
  server.fault = (asked, answer) => {
    if (lost || asked.path !== "/api/v1/sync") return false;
    lost = true;
    server["sync"](asked);
    server.fault = () => false;
    answer.destroy();
    return true;
  };
  await phone.drain();
  expect([states(), server.stored.size]).toEqual([["queued"], 1]);
  server.judge = real;
  server.fault = () => false;
  await phone.drain();
  expect([states(), [...server.stored.keys()]]).toEqual([["sent"], [id]]);
});

test("T5: a server that stumbles at the second of three gets each once in the end", async () => {
  const ids = await write(3);
  let stumbles = 1;
  server.fault = (asked, answer) => {
    if (stumbles-- <= 0) return false;
    server["store"](JSON.parse(asked.body.toString()).items[0], asked.body.toString());
    send(answer, 500, {});
    return true;
  };
  await phone.drain();
  expect(states()).toEqual(["queued", "queued", "queued"]);
  await phone.drain();
  expect([states(), server.order]).toEqual([["sent", "sent", "sent"], ids]);
});

test("no more than fifty in one request", async () => {
  await write(60);
  await phone.drain();
  expect(sizes()).toEqual([50, 10]);
});

test("what is too large is halved, and one that should not be is tried again alone", async () => {
  const ids = await write(8);
  server.fault = (asked, answer) => {
    const giant = asked.body.toString().includes(ids[2] ?? "");
    if (asked.path !== "/api/v1/sync" || (!giant && itemsIn(asked.body) <= 4)) return false;
    send(answer, 413, {});
    return true;
  };
  await phone.drain();
  const odd = itemOf(ids[2] ?? "");
  expect([odd?.error?.code, odd?.state]).toEqual(["status_413", "queued"]);
  expect(server.order).toEqual(ids.filter((id) => id !== ids[2]));
});

test("a giant that the server will not take is set aside", async () => {
  server.fault = (asked, answer) => {
    if (asked.path !== "/api/v1/sync") return false;
    send(answer, 413, {});
    return true;
  };
  const draft = await phone.draft("fridge_reading", "giant");
  const body = { fridge_id: "fridge-1", celsius: "4", note: "x".repeat(70_000) };
  const { id } = await phone.save({ ...draft, body });
  await phone.drain();
  expect([itemOf(id)?.error?.code, itemOf(id)?.state]).toEqual(["too_large", "quarantined"]);
});

describe("an item that the server answers with", () => {
  test.each([
    ["invalid", "quarantined"],
    ["conflict", "quarantined"],
    ["parked", "parked"],
    ["failed", "queued"],
  ] as const)(
    "%s becomes %s, keeps the server's words, and the others pass",
    async (result, state) => {
      const ids = await write(3);
      server.judge = ({ id }) =>
        id === ids[0] ? { id, result, code: "why", text: "Vì sao.", field: "body" } : null;
      await phone.drain();
      expect(states()).toEqual([state, "sent", "sent"]);
      expect(itemOf(ids[0] ?? "")?.error).toEqual({ code: "why", field: "body", text: "Vì sao." });
      expect(phone.unsent.value.count).toBe(1);
    },
  );

  test("nothing at all is sent again", async () => {
    const [id] = await write(1);
    server.judge = () => ({ id: "another", result: "stored" });
    await phone.drain();
    expect([states(), itemOf(id ?? "")?.tries]).toEqual([["queued"], 1]);
  });

  test("parked goes as soon as the record it waits for has come", async () => {
    const [child, parent] = await write(2);
    let known = false;
    server.judge = ({ id }) => {
      if (id === parent) known = true;
      return id === child && !known ? { id, result: "parked", code: "unknown_reference" } : null;
    };
    await phone.drain();
    expect(states()).toEqual(["parked", "sent"]);
    await phone["run"]("timer");
    expect(states()).toEqual(["sent", "sent"]);
  });

  test("quarantined is sent again by hand only", async () => {
    const [id] = await write(1);
    server.judge = (item) => ({ id: item.id, result: "invalid", code: "kitchen" });
    await phone.drain();
    server.judge = () => null;
    await phone.drain();
    expect([states(), sizes()]).toEqual([["quarantined"], [1]]);
    await phone.retry(id ?? "");
    expect(states()).toEqual(["sent"]);
  });
});

describe("an answer that nobody understands", () => {
  const poison = (id: string | undefined) => {
    server.fault = (asked, answer) => {
      if (!id || !asked.body.toString().includes(id)) return false;
      answer.setHeader("Nguon-Server", "1");
      send(answer, 418, {});
      return true;
    };
  };
  test("is counted, and holds up no other", async () => {
    const ids = await write(5);
    poison(ids[1]);
    await phone.drain();
    expect(states()).toEqual(["sent", "queued", "sent", "sent", "sent"]);
  });
  test("is shown to a person after twenty times, with its number", async () => {
    const ids = await write(1);
    poison(ids[0]);
    for (let i = 0; i < 20; i++) await phone.drain();
    expect([states(), itemOf(ids[0] ?? "")?.error]).toEqual([
      ["quarantined"],
      { code: "status_418" },
    ]);
  });
  test("is also one of ours that is no reply", async () => {
    await write(1);
    server.fault = (_, answer) => {
      answer.setHeader("Nguon-Server", "1");
      send(answer, 200, { hello: "there" });
      return true;
    };
    await phone.drain();
    expect(phone.items.value[0]?.error?.code).toBe("status_200");
  });
});

describe("one that the whole server stumbles over", () => {
  test("keeps its place at first, and lets the others pass in the end", async () => {
    const ids = await write(4);
    server.fault = (asked, answer) => {
      if (!asked.body.toString().includes(ids[0] ?? "")) return false;
      send(answer, 500, {});
      return true;
    };
    await phone.drain(); // all four
    await phone.drain(); // two
    await phone.drain(); // alone
    await phone["run"]("network");
    expect(states()).toEqual(["queued", "queued", "queued", "queued"]);
    await phone.drain();
    // By hand everything is tried in order; by itself the poison gives way while it waits.
    await phone["run"]("network");
    expect(states()).toEqual(["queued", "sent", "sent", "sent"]);
  });
});

describe("when nobody of ours answers", () => {
  const portal = (_: unknown, answer: Parameters<TestServer["fault"]>[1]) => {
    answer.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Đăng nhập WiFi</h1>");
    return true;
  };
  test.each([
    ["T17: a captive portal", portal, "portal"],
    ["a dead line", cut, "offline"],
  ])("%s: everything stays and nothing counts against it", async (_, fault, online) => {
    server.fault = fault;
    const id = await read(phone, "4");
    await phone.drain();
    expect([states(), itemOf(id)?.tries, phone.online.value]).toEqual([["queued"], 0, online]);
    server.fault = () => false;
    await phone.drain();
    expect([states(), phone.online.value]).toEqual([["sent"], "online"]);
  });

  test("a timer waits its time, a person does not", async () => {
    server.fault = cut;
    await read(phone, "4");
    await phone.drain();
    const asked = server.asked.length;
    await phone["run"]("timer");
    expect(server.asked.length).toBe(asked);
    await phone.drain();
    expect(server.asked.length).toBeGreaterThan(asked);
  });

  test("not even a person overrules the server's own Retry-After", async () => {
    server.fault = (_, answer) => {
      answer.setHeader("Retry-After", "3600");
      send(answer, 503, {});
      return true;
    };
    await read(phone, "4");
    await phone.drain();
    server.fault = () => false;
    await phone.drain();
    expect([states(), server.stored.size]).toEqual([["queued"], 0]);
  });
});

test("T7: two tabs that drain together send each record once", async () => {
  await write(3);
  const other = await phoneOf(server, name);
  await Promise.all([phone.drain(), other.drain()]);
  expect(sizes()).toEqual([3]);
  expect(states()).toEqual(["sent", "sent", "sent"]);
});

test("what one tab saves, sends and sets aside, the other shows", async () => {
  const other = await phoneOf(server, name);
  const [id] = await write(1);
  await phone.drain();
  await expect
    .poll(() => other.items.value.map((item) => [item.envelope.id, item.state]))
    .toEqual([[id, "sent"]]);
  await expect.poll(() => other.person.value?.id).toBe(COOK);
});

describe("a photo", () => {
  const bytes = new TextEncoder().encode("ảnh").buffer as ArrayBuffer;
  let sha256: string;
  async function pictured(): Promise<string> {
    sha256 = await sha256Of(bytes);
    const db = await openDatabase(name);
    await addPhoto(db, sha256, bytes);
    db.close();
    const draft = await phone.draft("hold", "");
    return (await phone.save({ ...draft, photos: [sha256] })).id;
  }
  const shown = () => phone.items.value[0]?.photos;

  test("follows its record, whole, and is then deleted here", async () => {
    await pictured();
    await phone.drain();
    expect(server.asked.map((one) => `${one.method} ${one.path}`).slice(0, 2)).toEqual([
      "POST /api/v1/sync",
      `PUT /api/v1/photos/${sha256}`,
    ]);
    expect(Buffer.from(bytes).equals(server.photos.get(sha256) ?? Buffer.of())).toBe(true);
    expect(shown()).toEqual([{ sha256, state: "sent" }]);
    const db = await openDatabase(name);
    expect(await db.count("photo_bytes")).toBe(0);
    db.close();
  });

  test("waits while its record does", async () => {
    server.judge = ({ id }) => ({ id, result: "parked", code: "person_not_allowed" });
    await pictured();
    await phone.drain();
    expect([server.photos.size, shown()]).toEqual([0, [{ sha256, state: "waiting" }]]);
  });

  test("that the server will not have now is kept, and the record is sent", async () => {
    server.fault = (asked, answer) => {
      if (asked.method !== "PUT") return false;
      send(answer, 500, {});
      return true;
    };
    await pictured();
    await phone.drain();
    expect([states(), shown(), phone.unsent.value.photos]).toEqual([
      ["sent"],
      [{ sha256, state: "waiting" }],
      1,
    ]);
    server.fault = () => false;
    await phone.drain();
    expect(shown()).toEqual([{ sha256, state: "sent" }]);
  });

  test("T19: that cannot be read any more is lost, and its record is not", async () => {
    server.fault = cut;
    await pictured();
    const db = await openDatabase(name);
    await db.put("photo_bytes", new ArrayBuffer(3), sha256);
    db.close();
    server.fault = () => false;
    await phone.drain();
    expect([states(), shown(), server.photos.size]).toEqual([
      ["sent"],
      [{ sha256, state: "lost" }],
      0,
    ]);
  });
});
