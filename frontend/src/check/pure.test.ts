import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { browserOutcome } from "./browser";
import { failureOf } from "./capture";
import { isDark } from "./darkness";
import { kbpsOf, lostShareOf, wordsOf } from "./figures";
import { parseIce, relaysOf, stunServersOf } from "./ice";
import { barOf, Listener, loudnessDb } from "../shared/loudness";
import { melody, wavOf } from "../shared/melody";

describe("the browser", () => {
  const able = {
    isSecureContext: true,
    RTCPeerConnection: () => undefined,
    navigator: { mediaDevices: { getUserMedia: () => undefined } },
  };

  test("works with calls, camera and a safe address", () => {
    expect(browserOutcome(able)).toBe("works");
  });

  test("is not blamed for what an unsafe address hides", () => {
    expect(browserOutcome({ isSecureContext: false, navigator: {} })).toBe("insecure");
  });

  test.each([
    { ...able, RTCPeerConnection: undefined },
    { ...able, navigator: {} },
    { ...able, navigator: { mediaDevices: {} } },
  ])("is not enough without a part of it", (browser) => {
    expect(browserOutcome(browser)).toBe("unsupported");
  });
});

test.each([
  ["NotAllowedError", "refused"],
  ["SecurityError", "refused"],
  ["NotFoundError", "missing"],
  ["OverconstrainedError", "missing"],
  ["NotReadableError", "busy"],
  ["AbortError", "busy"],
  ["TypeError", "failed"],
])("%s is %s", (name, failure) => {
  expect(failureOf(new DOMException("", name))).toBe(failure);
});

test("what is no error is a failure all the same", () => {
  expect(failureOf("what?")).toBe("failed");
});

describe("a picture", () => {
  const picture = (...lumas: number[]): Uint8ClampedArray =>
    new Uint8ClampedArray(lumas.flatMap((luma) => [luma, luma, luma, 255]));
  const even = (luma: number): Uint8ClampedArray => picture(...Array<number>(768).fill(luma));

  test.each([
    [0, true],
    [20, true],
    [40, false],
    [255, false],
  ])("all of %i is dark: %s", (luma, dark) => {
    expect(isDark(even(luma))).toBe(dark);
  });

  test("with a lamp in a corner is not dark", () => {
    expect(isDark(picture(...Array<number>(700).fill(3), ...Array<number>(68).fill(200)))).toBe(
      false,
    );
  });

  test("without pixels is not dark", () => {
    expect(isDark(new Uint8ClampedArray())).toBe(false);
  });
});

describe("sound", () => {
  const tone = (loudness: number): Float32Array =>
    Float32Array.from({ length: 2048 }, (_, at) => loudness * Math.sin(at / 5));

  test("of a full sine is 3 dB below full scale", () => {
    expect(loudnessDb(tone(1))).toBeCloseTo(-3.01, 1);
    expect(loudnessDb(new Float32Array(8))).toBe(-Infinity);
  });

  test("moves the bar from end to end", () => {
    expect([-Infinity, -60, -15, 0].map(barOf)).toEqual([0, 0, 100, 100]);
    fc.assert(fc.property(fc.float({ noNaN: true }), (db) => barOf(db) >= 0 && barOf(db) <= 100));
  });

  test("is heard after some pieces, and then stays heard", () => {
    const listener = new Listener();
    for (let nth = 0; nth < 3; nth++) listener.hear(tone(0.1));
    expect(listener.heard).toBe(false);
    listener.hear(tone(0.1));
    listener.hear(tone(0));
    expect(listener.heard).toBe(true);
  });

  test("of an empty room is not heard", () => {
    const listener = new Listener();
    for (let nth = 0; nth < 100; nth++) listener.hear(tone(0.002));
    expect(listener.heard).toBe(false);
  });

  test("to test a loudspeaker stays within bounds, and is a WAV file", () => {
    const samples = melody();
    expect(Math.max(...samples)).toBeLessThan(1);
    expect(Math.max(...samples)).toBeGreaterThan(0.3);
    const file = wavOf(samples);
    const head = new TextDecoder("latin1").decode(file.slice(0, 44));
    expect([head.slice(0, 4), head.slice(8, 16), head.slice(36, 40)]).toEqual([
      "RIFF",
      "WAVEfmt ",
      "data",
    ]);
    expect(new DataView(file).getUint32(40, true)).toBe(samples.length * 2);
    expect(file.byteLength).toBe(44 + samples.length * 2);
  });
});

describe("figures", () => {
  test("count what arrived in the time asked for", () => {
    const arrivals = [0, 500, 999, 1000].map((atMs) => ({ atMs, bytes: 1000 }));
    expect(kbpsOf(arrivals, 500, 1000)).toBe(32);
  });

  test("of loss need something sent", () => {
    expect([lostShareOf(0, 0), lostShareOf(100, 97), lostShareOf(100, 101)]).toEqual([
      null,
      0.03,
      0,
    ]);
  });

  test.each([
    [2500, 0, 149, "sharp", "low", "short"],
    [2499, 0.019, 150, "picture", "low", "long"],
    [999, 0.02, 399, "small", "some", "long"],
    [399, 0.099, 400, "board", "some", "very_long"],
    [149, 0.1, 400, "sound", "high", "very_long"],
    [59, 1, 400, "barely", "high", "very_long"],
    [null, null, null, "unknown", "unknown", "unknown"],
  ])("%s kbit/s, %s lost and %s ms have words", (kbps, lostShare, roundTripMs, ...words) => {
    const { bandwidth, loss, delay } = wordsOf({ kbps, lostShare, roundTripMs });
    expect([bandwidth, loss, delay]).toEqual(words);
  });
});

describe("the servers of the page", () => {
  const turn = {
    urls: [
      "turn:a.example:3478?transport=udp",
      "turn:a.example",
      "turn:a.example?transport=tcp",
      "turns:a.example:443?transport=tcp",
    ],
    username: "1:x",
    credential: "secret",
  };
  const json = { servers: [{ urls: ["stun:a.example"] }, turn], policy: "all", until: 1 };

  test("are tried one address at a time, by kind", () => {
    const ice = parseIce(json)!;
    const { urls, ...name } = turn;
    expect(relaysOf(ice)).toEqual({
      udp: [
        { ...name, urls: urls[0] },
        { ...name, urls: urls[1] },
      ],
      tcp: [{ ...name, urls: urls[2] }],
      tls: [{ ...name, urls: urls[3] }],
    });
    expect(stunServersOf(ice)).toEqual([{ urls: ["stun:a.example"] }]);
  });

  test("tell our address themselves when there is no STUN server", () => {
    const ice = parseIce({ ...json, servers: [turn] })!;
    expect(stunServersOf(ice)).toEqual([{ urls: ["stun:a.example:3478", "stun:a.example"] }]);
  });

  test("may be none at all", () => {
    const ice = parseIce({ servers: [] })!;
    expect(relaysOf(ice)).toEqual({ udp: [], tcp: [], tls: [] });
    expect(stunServersOf(ice)).toEqual([]);
  });

  test.each([null, 1, "ice", {}, { servers: "no" }])("%j are none of ours", (other) => {
    expect(parseIce(other)).toBeNull();
  });

  test("that are malformed are not tried", () => {
    const ice = parseIce({ servers: [1, { urls: [2, "turn:b.example"] }], policy: "relay" })!;
    expect(ice).toEqual({ servers: [{ urls: ["turn:b.example"] }], policy: "relay" });
  });
});
