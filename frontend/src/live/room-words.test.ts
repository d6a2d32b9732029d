/** Words by way of the server: who has said them. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { keyOf, signatureOf } from "./testing/fake-trust";
import { type Device, Stage, testId } from "./testing/stage";
import { talkText } from "./trust-proof";

let stage: Stage;

const chatOf = (device: Device) => device.view.chat.map(({ text }) => text);
const CHAT = { type: "chat", id: testId(), text: "Ga naar buiten" };

/** As if the class had said it. */
function said(body: object): void {
  stage.server.tell("home", { type: "talk", body: JSON.stringify(body) });
}

/** The numbers that home waits for next, whatever it has heard until now. */
function forge(m: object, proof: object | null): void {
  const [page, to] = [stage.server.pageOf("class"), stage.server.pageOf("home")];
  for (let n = 1; n < 40; n++) said({ page, to, n, ack: 0, m, ...(proof && { proof }) });
}

beforeEach(async () => {
  stage = new Stage();
  await stage.meet();
  for (const { room } of [stage.home, stage.klas]) room.confirmOther();
  await stage.pass(10);
});

afterEach(() => {
  stage.close();
});

test.each([null, { key: keyOf("liar"), signature: "A".repeat(86) }, { key: 7 }])(
  "%o: of the server itself nothing is heard",
  async (proof) => {
    forge(CHAT, proof);
    await stage.pass(100);
    expect(chatOf(stage.home)).toEqual([]);
    forge({ type: "bye", why: "left" }, proof);
    await stage.pass(1000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.home.view.trust).toMatchObject({ standing: "confirmed", unproven: false });
  },
);

test.each([
  ["the page that is there", () => stage.server.pageOf("class")],
  ["a page that it tells of", () => testId()],
])("nor with a key of its own that signs well, for %s", async (_which, pageOf) => {
  const [page, to, key] = [pageOf(), stage.server.pageOf("home"), keyOf("x")];
  const seat = { there: true, entered: true, page, connection: null };
  stage.server.tell("home", { type: "other", ...seat });
  for (let n = 1; n < 40; n++) {
    const envelope = { page, to, n, ack: 0, m: CHAT };
    const speaker = { room: "traject-1", side: "class", page, key } as const;
    const signature = signatureOf(key, talkText(speaker, JSON.stringify(envelope)));
    said({ ...envelope, proof: { key, signature } });
  }
  await stage.pass(100);
  expect(chatOf(stage.home)).toEqual([]);
});

test("of the class all is, once, as it was said", async () => {
  stage.network.cut();
  await stage.pass(1000);
  stage.klas.room.sendChat("Dag!");
  await stage.pass(100);
  expect(chatOf(stage.home)).toEqual(["Dag!"]);
  const body = JSON.parse(stage.server.talks.find((one) => one.includes("Dag!"))!) as object;
  said(body);
  for (let n = 1; n < 40; n++) said({ ...body, n, m: CHAT });
  await stage.pass(100);
  expect(chatOf(stage.home)).toEqual(["Dag!"]);
});

test("what the server keeps back comes over the line", async () => {
  stage.network.cut();
  await stage.pass(1000);
  stage.server.isLosing = true;
  stage.klas.room.sendChat("Dag!");
  await stage.pass(100);
  expect(chatOf(stage.home)).toEqual([]);
  stage.network.mend();
  await stage.pass(3000);
  expect(chatOf(stage.home)).toEqual(["Dag!"]);
});
