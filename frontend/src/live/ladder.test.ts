import fc from "fast-check";
import { expect, test } from "vitest";
import { configurationOf, LADDER, pathsOf, rungAt } from "./ladder";

test("relays alone, then port 443 alone, then a new connection over any path", () => {
  expect(LADDER).toEqual([
    { afterMs: 6000, paths: "relay" },
    { afterMs: 10_000, paths: "tls" },
    { afterMs: 14_000, paths: "all" },
  ]);
  for (const { afterMs, paths } of LADDER) {
    const before = rungAt(afterMs - 1);
    const rung = rungAt(afterMs) ?? -1;
    expect(rung).toBe((before ?? -1) + 1);
    expect(pathsOf(rung)).toBe(paths);
  }
});

test("it goes round, with more patience, and never gives up", () => {
  const tried = Array.from({ length: 50 * 60 }, (_, s) => rungAt(s * 1000)).filter(
    (r) => r !== null,
  );
  const last = tried.at(-1) ?? 0;
  expect(last).toBeGreaterThan(250);
  const lasted = (rung: number) => tried.filter((one) => one === rung).length;
  expect([lasted(0), lasted(2), lasted(3), lasted(100)]).toEqual([4, 4, 10, 10]);
  expect([3, 4, 5].map(pathsOf)).toEqual(["relay", "tls", "all"]);
});

test("a longer silence never stands on a lower rung", () => {
  fc.assert(
    fc.property(fc.nat(3_600_000), fc.nat(3_600_000), (a, b) => {
      expect(rungAt(a + b) ?? -1).toBeGreaterThanOrEqual(rungAt(a) ?? -1);
    }),
  );
});

const KEY = { username: "u", credential: "c" };
const ICE = {
  servers: [
    { urls: ["stun:a:3478"] },
    { urls: ["turn:a:3478", "turn:a:3478?transport=tcp", "turns:a:443"], ...KEY },
  ],
  policy: "all",
} as const;

test("a rung narrows the servers and keeps who we are to them", () => {
  const servers = ICE.servers.map(({ urls, ...rest }) => ({ urls: [...urls], ...rest }));
  const ice = { ...ICE, servers };
  expect(configurationOf(ice, "all")).toMatchObject({
    iceServers: servers,
    iceTransportPolicy: "all",
  });
  expect(configurationOf(ice, "relay")).toMatchObject({
    iceServers: [{ urls: ["turn:a:3478", "turn:a:3478?transport=tcp", "turns:a:443"], ...KEY }],
    iceTransportPolicy: "relay",
  });
  expect(configurationOf(ice, "tls")).toMatchObject({
    iceServers: [{ urls: ["turns:a:443"], ...KEY }],
    iceTransportPolicy: "relay",
  });
});

test("where there is no such relay all paths are tried, as the server wants them", () => {
  const servers: RTCIceServer[] = [{ urls: ["stun:a:3478"] }];
  const stun = { servers, policy: "all" } as const;
  for (const paths of ["relay", "tls"] as const) {
    expect(configurationOf(stun, paths)).toMatchObject({
      iceServers: stun.servers,
      iceTransportPolicy: "all",
    });
  }
  expect(configurationOf(null, "relay")).toMatchObject({
    iceServers: [],
    iceTransportPolicy: "all",
  });
  expect(configurationOf({ servers: [], policy: "relay" }, "all").iceTransportPolicy).toBe("relay");
});
