import { expect, test } from "vitest";
import { silentLogger } from "./logger";
import { type DescriptionSignal, encodeSignal, type Signal } from "./signal";
import { settle } from "./testing/fake-time";
import { testId } from "./testing/stage";
import { nothing } from "./time";
import type { Trust } from "./trust";
import { TrustedSignals } from "./trust-signals";

const [call, connection, to] = [testId(), testId(), testId()];
const ADOPT: Signal = { kind: "adopt", call, connection, to };
const DESCRIPTION: DescriptionSignal = {
  ...{ kind: "description", call, connection, to, offer: 1, proof: null },
  description: { type: "offer", sdp: "v=0\r\n" },
};

function signing(): {
  readonly signals: TrustedSignals;
  readonly sent: string[];
  readonly sign: () => void;
} {
  const sent: string[] = [];
  let sign: () => void = nothing;
  const signed = new Promise<null>((resolve) => {
    sign = () => resolve(null);
  });
  const signals = new TrustedSignals({
    trust: { signDescription: () => signed } as unknown as Trust,
    page: testId(),
    allowsLoopback: true,
    logger: silentLogger,
    otherPage: () => to,
    send: (body) => sent.push(body.includes('"adopt"') ? "adopt" : "description"),
    onSignal: () => undefined,
  });
  return { signals, sent, sign: () => sign() };
}

test("what needs no signature leaves at once", () => {
  const { signals, sent } = signing();
  signals.send(ADOPT);
  expect(sent).toEqual(["adopt"]);
});

test("but never before what was said earlier and is still being signed", async () => {
  const { signals, sent, sign } = signing();
  signals.send(DESCRIPTION);
  signals.send(ADOPT);
  await settle();
  expect(sent).toEqual([]);
  sign();
  await settle();
  expect(sent).toEqual(["description", "adopt"]);
});

test("an old offer is not taken up again, nor after one of another call", async () => {
  const seen: string[] = [];
  const page = testId();
  const signals = new TrustedSignals({
    trust: { admits: () => Promise.resolve(true) } as unknown as Trust,
    page,
    allowsLoopback: true,
    logger: silentLogger,
    otherPage: () => to,
    send: nothing,
    onSignal: (signal) => {
      if (signal.kind === "description") seen.push(`${signal.call} ${signal.offer}`);
    },
  });
  const other = testId();
  const said: [string, number][] = [
    [call, 1],
    [call, 2],
    [other, 1],
    [call, 1],
    [call, 2],
    [call, 3],
  ];
  for (const [of, offer] of said) {
    const proof = { key: "k", signature: "s" };
    signals.receive(encodeSignal({ ...DESCRIPTION, to: page, call: of, offer, proof }));
  }
  await settle();
  expect(seen).toEqual([`${call} 1`, `${call} 2`, `${other} 1`, `${call} 2`, `${call} 3`]);
});
