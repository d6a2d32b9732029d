import { expect, test } from "vitest";
import { nothingTested, type Outcomes } from "./outcomes";
import { addressWord, blockedIn, rowsOf } from "./sheet";

const SITE = { host: "sio.example", port: 443, protocol: "TCP" } as const;
const ICE = {
  policy: "all",
  servers: [
    { urls: ["stun:turn.example:3478"] },
    {
      urls: [
        "turn:turn.example?transport=udp",
        "turn:turn.example:3479?transport=tcp",
        "turns:turn.example:443?transport=tcp",
      ],
      username: "1795083200:abc",
      credential: "c2VjcmV0",
    },
  ],
} as const;

function rows(change: Partial<Outcomes>) {
  return rowsOf({ ...nothingTested("class"), ...change }, ICE, SITE);
}

test("each way stands there with where it leads", () => {
  const found = rows({ direct: "no_answer", udp: "failed", tcp: "works", tls: "untested" });
  expect(
    found.map(({ way, works, addresses }) => [way, works, addresses.map(addressWord)]),
  ).toEqual([
    ["site", true, ["sio.example TCP 443"]],
    ["direct", false, []],
    ["udp", false, ["turn.example UDP 3478"]],
    ["tcp", true, ["turn.example TCP 3479"]],
    ["tls", null, ["turn.example TCP 443"]],
  ]);
});

test("what is held back is asked for, and nothing else", () => {
  const found = rows({ direct: "no_answer", udp: "failed", tcp: "failed", tls: "works" });
  expect(blockedIn(found).map(addressWord)).toEqual([
    "turn.example UDP 3478",
    "turn.example TCP 3479",
  ]);
  expect(blockedIn(rows({ direct: "works", udp: "works", tcp: "works", tls: "works" }))).toEqual(
    [],
  );
});

test("a relay that does not exist is not asked for", () => {
  const none = rowsOf(nothingTested("class"), { policy: "all", servers: [] }, SITE);
  expect(none.map(({ addresses }) => addresses.length)).toEqual([1, 0, 0, 0, 0]);
  expect(blockedIn(none)).toEqual([]);
});

test("nothing of the credentials is on the page", () => {
  expect(JSON.stringify(rows({ udp: "failed" }))).not.toMatch(/abc|c2VjcmV0/);
});
