/** Which of the other side's addresses we knock at. Pure but for a count. */

import type { Candidate } from "./signal";

/** Of one description: a laptop with every network there is has some thirty. */
const MOST_PER_DESCRIPTION = 200;
const MOST_PER_CALL = 2000;

/** Counts what one call was given; more than anybody has is not looked at. */
export class CandidateGate {
  private inCall = 0;
  private inDescription = 0;
  private call = "";

  /** In a demo both sides may be windows of one machine: there loopback is their network. */
  constructor(private readonly allowsLoopback: boolean) {}

  /** A description of theirs was verified: what follows belongs to it. */
  described(call: string): void {
    this.turnTo(call);
    this.inDescription = 0;
  }

  admit(call: string, candidates: readonly Candidate[]): readonly Candidate[] {
    this.turnTo(call);
    return candidates.filter(({ candidate }) => {
      const isFew = this.inDescription < MOST_PER_DESCRIPTION && this.inCall < MOST_PER_CALL;
      if (!isFew || !isReachable(candidate, this.allowsLoopback)) return false;
      this.inCall += 1;
      this.inDescription += 1;
      return true;
    });
  }

  /** The description without the addresses that we do not knock at. */
  cleaned(sdp: string): string {
    const lines = sdp.split("\r\n");
    const isFine = (line: string) =>
      !line.startsWith("a=candidate:") || isReachable(line.slice(2), this.allowsLoopback);
    return lines.filter(isFine).join("\r\n");
  }

  private turnTo(call: string): void {
    if (this.call === call) return;
    this.call = call;
    this.inCall = this.inDescription = 0;
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
