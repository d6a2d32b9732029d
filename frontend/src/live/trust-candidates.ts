/** Which of the other side's addresses we knock at. Pure but for a count. */

import { PerCall } from "./per-call";
import type { Candidate } from "./signal";

/** Of one description: a laptop with every network there is has some thirty. */
const MOST_PER_DESCRIPTION = 200;
const MOST_PER_CALL = 2000;

interface Count {
  inCall: number;
  inDescription: number;
}

/**
 * Counts what each call was given; more than anybody has is not looked at. Only a call of which a
 * description was verified is given any: else every made-up call would begin a count of its own.
 */
export class CandidateGate {
  private readonly counts = new PerCall<Count>();

  /** In a demo both sides may be windows of one machine: there loopback is their network. */
  constructor(private readonly allowsLoopback: boolean) {}

  /** A description of theirs was verified: gives it without the addresses that we do not knock at. */
  described(call: string, sdp: string): string {
    const { inCall } = this.counts.get(call) ?? { inCall: 0 };
    const count = { inCall, inDescription: 0 };
    this.counts.set(call, count);
    const isFine = (line: string) =>
      !line.startsWith("a=candidate:") || this.takes(count, line.slice(2));
    // Whatever a browser takes for the end of a line.
    return sdp
      .split(/\r\n|\r|\n/)
      .filter(isFine)
      .join("\r\n");
  }

  admit(call: string, candidates: readonly Candidate[]): readonly Candidate[] {
    const count = this.counts.get(call);
    if (count === undefined) return [];
    return candidates.filter(({ candidate }) => this.takes(count, candidate));
  }

  private takes(count: Count, candidate: string): boolean {
    const isFew = count.inDescription < MOST_PER_DESCRIPTION && count.inCall < MOST_PER_CALL;
    if (!isFew || !isReachable(candidate, this.allowsLoopback)) return false;
    count.inCall += 1;
    count.inDescription += 1;
    return true;
  }
}

/**
 * Private addresses are what a direct line in one house needs. This machine itself, addresses of
 * one cable, groups, and names that our own network would have to look up are not: whoever forges
 * those wants our browser to knock at something of ours.
 */
export function isReachable(candidate: string, allowsLoopback: boolean): boolean {
  const [, , , , address = "", , , type = ""] = candidate.split(" ");
  if (candidate === "" || type === "") return false;
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(plain)) return isReachable4(plain, allowsLoopback);
  if (plain.includes(":")) return isReachable6(plain, allowsLoopback);
  return /^[0-9a-f-]{36}\.local$/.test(plain);
}

function isReachable4(address: string, allowsLoopback: boolean): boolean {
  const [a = 0, b = 0] = address.split(".").map(Number);
  if (a === 127) return allowsLoopback;
  return a !== 0 && a < 224 && !(a === 169 && b === 254);
}

/** Only what is written as browsers write it: no zone, no IPv4 in other clothes. */
function isReachable6(address: string, allowsLoopback: boolean): boolean {
  if (address === "::1") return allowsLoopback;
  const first = /^([0-9a-f]{1,4}):[0-9a-f:]*$/.exec(address)?.[1];
  if (first === undefined) return false;
  const head = Number.parseInt(first, 16);
  const isLinkLocal = (head & 0xffc0) === 0xfe80;
  return head !== 0 && !isLinkLocal && head < 0xff00;
}
