/**
 * Keeps the paths of a broken line alive (docs/adr/0051). Chromium throws all of them away once each
 * has been silent for 15 s; a newer one, though nobody answers there, keeps the others. So the line
 * heals by itself with the first packet after an outage, without our server.
 */

const PORTS_FROM = 1024;
const PORTS = 65_536 - PORTS_FROM;
/** Fields of a candidate. Source: RFC 8839, section 5.1. */
const PROTOCOL = 2;
const ADDRESS = 4;
const PORT = 5;
const TYPE = 7;
const MOST = 40;
/** Any path of ours may knock at a relay; a relay of ours at no address inside a house. */
const BEST_LAST = ["host", "prflx", "srflx", "relay"];

/**
 * A candidate at an address of the other side where nobody answers: `turn`, from 1, makes it another
 * one each time. Null if none of `theirs` (`candidate:…`, oldest first) will do.
 */
export function unanswered(theirs: readonly string[], turn: number): string | null {
  const usable = theirs.map((one) => one.split(" ")).filter(isUsable);
  const best = usable.sort((one, other) => rank(one) - rank(other)).at(-1);
  if (best === undefined) return null;
  const port = PORTS_FROM + ((Number(best[PORT]) - PORTS_FROM + turn) % PORTS);
  return best.map((field, i) => (i === PORT ? String(port) : field)).join(" ");
}

/** A hidden name would have to be looked up first, over a network that is not there. */
function isUsable(fields: readonly string[]): boolean {
  const isHidden = fields[ADDRESS]?.endsWith(".local") ?? true;
  const isDatagram = fields[PROTOCOL]?.toLowerCase() === "udp";
  return isDatagram && !isHidden && Number(fields[PORT]) >= PORTS_FROM;
}

function rank(fields: readonly string[]): number {
  return BEST_LAST.indexOf(fields[TYPE] ?? "");
}

/** Where the other side said that it is, oldest first. */
export class TheirAddresses {
  private candidates: string[] = [];
  /** Never counted anew: an address that was given in an earlier silence is no newer path. */
  private turn = 0;

  add(candidates: readonly string[]): void {
    this.candidates = [...this.candidates, ...candidates].slice(-MOST);
  }

  /** Those that a description names itself. */
  addFrom(sdp: string): void {
    const lines = sdp.split(/\r?\n/).filter((line) => line.startsWith("a=candidate:"));
    this.add(lines.map((line) => line.slice(2)));
  }

  /** Another one each time. */
  unanswered(): string | null {
    this.turn += 1;
    return unanswered(this.candidates, this.turn);
  }
}
