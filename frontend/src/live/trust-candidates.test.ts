import fc from "fast-check";
import { expect, test } from "vitest";
import type { Candidate } from "./signal";
import { CandidateGate, isReachable } from "./trust-candidates";

function at(address: string): string {
  return `candidate:1 1 udp 2113937151 ${address} 50000 typ host generation 0`;
}

test.each([
  ["a private address, as in one house", "192.168.1.7"],
  ["a school's", "10.20.30.40"],
  ["a large network's", "172.16.0.9"],
  ["a provider's own", "100.64.3.2"],
  ["a public one", "203.0.113.5"],
  ["one of IPv6", "2001:db8::1"],
  ["a private one of IPv6", "fd12:3456::1"],
  ["one that the browser hides", "0b5f2a34-1111-4a6b-9c3d-2f4e5a6b7c8d.local"],
])("knocked at: %s", (_what, address) => {
  expect(isReachable(at(address), false)).toBe(true);
});

test.each([
  ["this machine", "127.0.0.1"],
  ["this machine, elsewhere", "127.8.8.8"],
  ["this machine in IPv6", "::1"],
  ["this machine in disguise", "::ffff:127.0.0.1"],
  ["this machine in another disguise", "::ffff:7f00:1"],
  ["this machine at length", "0:0:0:0:0:0:0:1"],
  ["this machine by name", "localhost"],
  ["no address", "0.0.0.0"],
  ["one cable", "169.254.169.254"],
  ["one cable in IPv6", "fe80::1"],
  ["one cable with its plug", "fe80::1%eth0"],
  ["everybody", "255.255.255.255"],
  ["a group", "224.0.0.251"],
  ["a group in IPv6", "ff02::fb"],
  ["a name of the school's own network", "intranet.school.be"],
  ["a name of the house", "printer.local"],
  ["a number", "2130706433"],
  ["nothing", ""],
])("not knocked at: %s", (_what, address) => {
  expect(isReachable(at(address), false)).toBe(false);
});

test("in a demo both sides may be on this machine, but on nothing else of it", () => {
  expect(["127.0.0.1", "::1"].map((one) => isReachable(at(one), true))).toEqual([true, true]);
  expect(["169.254.1.1", "0.0.0.0"].map((one) => isReachable(at(one), true))).toEqual([
    false,
    false,
  ]);
});

test("whatever stands there, it is yes or no", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.boolean(), (whole, address, demo) => {
      expect(typeof isReachable(whole, demo)).toBe("boolean");
      expect(typeof isReachable(at(address), demo)).toBe("boolean");
    }),
  );
});

function many(count: number): Candidate[] {
  const candidate = at("192.0.2.1");
  return Array.from({ length: count }, () => ({ candidate, sdpMid: "0", sdpMLineIndex: 0 }));
}

function sdpOf(...addresses: string[]): string {
  return ["v=0", ...addresses.map((one) => `a=${at(one)}`), "a=end", ""].join("\r\n");
}

test("more than anybody has is not looked at, until the next description", () => {
  const gate = new CandidateGate(false);
  gate.described("call", "");
  expect(gate.admit("call", many(5000)).length).toBe(200);
  expect(gate.admit("call", many(1))).toEqual([]);
  gate.described("call", "");
  expect(gate.admit("call", many(10)).length).toBe(10);
});

test("what stands in the description counts too", () => {
  const gate = new CandidateGate(false);
  const sdp = gate.described("call", sdpOf(...Array.from({ length: 500 }, () => "192.0.2.1")));
  expect(sdp.match(/a=candidate/g)).toHaveLength(200);
  expect(gate.admit("call", many(1))).toEqual([]);
});

test("a flood ends for good within one call, whatever is described", () => {
  const gate = new CandidateGate(false);
  let seen = 0;
  for (let i = 0; i < 100; i++) {
    gate.described("call", "");
    seen += gate.admit("call", many(100)).length;
  }
  expect(seen).toBe(2000);
  gate.described("next", "");
  expect(gate.admit("next", many(10)).length).toBe(10);
});

test("a call of which no description was verified is given none, and resets no count", () => {
  const gate = new CandidateGate(false);
  gate.described("call", "");
  let seen = 0;
  for (let i = 0; i < 50; i++) {
    expect(gate.admit(`made up ${i}`, many(10))).toEqual([]);
    seen += gate.admit("call", many(100)).length;
  }
  expect(seen).toBe(200);
});

test("a description keeps all but the addresses that are not knocked at", () => {
  const cleaned = new CandidateGate(false).described(
    "call",
    sdpOf("10.0.0.1", "127.0.0.1", "fe80::2"),
  );
  expect(cleaned).toBe(sdpOf("10.0.0.1"));
});

test.each(["\n", "\r", "\r\n"])("however a line ends: %j", (end) => {
  const sdp = ["v=0", "a=x", `a=${at("127.0.0.1")}`, "a=end", ""].join(end);
  expect(new CandidateGate(false).described("call", sdp)).toBe("v=0\r\na=x\r\na=end\r\n");
});
