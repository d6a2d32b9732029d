import { expect, test } from "vitest";
import { TheirAddresses, unanswered } from "./keep-paths";

const HOST = "candidate:1 1 udp 2122260223 10.87.0.2 51927 typ host generation 0";
const OLDER = "candidate:9 1 udp 2122260223 10.87.0.9 40000 typ host generation 0";
const OUTER =
  "candidate:2 1 udp 1686052607 198.51.100.7 51927 typ srflx raddr 10.87.0.2 rport 51927";
const RELAY = "candidate:3 1 UDP 41885439 203.0.113.5 49200 typ relay raddr 0.0.0.0 rport 0";
const HIDDEN =
  "candidate:4 1 udp 2113937151 0b5f2a34-1111-4a6b-9c3d-2f4e5a6b7c8d.local 50001 typ host";
const STREAM = "candidate:5 1 tcp 1518280447 10.87.0.2 9 typ host tcptype active";

test.each([
  [[HOST], 1, HOST.replace("51927", "51928")],
  [[HOST], 4, HOST.replace("51927", "51931")],
  [[OLDER, HOST], 1, HOST.replace("51927", "51928")],
  [[RELAY, HOST, OUTER], 2, RELAY.replace("49200", "49202")],
  [[OUTER, HOST], 1, OUTER.replace(" 51927 typ", " 51928 typ")],
  [[HOST.replace("51927", "65535")], 1, HOST.replace("51927", "1024")],
  [[HIDDEN, STREAM, "", "candidate:"], 1, null],
  [[], 1, null],
])("%j in turn %i gives %s", (theirs, turn, expected) => {
  expect(unanswered(theirs, turn)).toBe(expected);
});

test("what a description names itself, and what is told later, is remembered", () => {
  const addresses = new TheirAddresses();
  expect(addresses.unanswered()).toBeNull();
  addresses.addFrom(`v=0\r\na=${OLDER}\r\na=mid:0\r\n`);
  expect(addresses.unanswered()).toBe(OLDER.replace("40000", "40002"));
  addresses.add([HOST]);
  expect(addresses.unanswered()).toBe(HOST.replace("51927", "51930"));
});

test("of a flood the last are kept", () => {
  const addresses = new TheirAddresses();
  addresses.add([RELAY, ...Array.from({ length: 40 }, () => HOST)]);
  expect(addresses.unanswered()).toBe(HOST.replace("51927", "51928"));
});
