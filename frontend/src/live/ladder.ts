/**
 * What is tried while a line is broken, and after how long. The old line keeps looking for a new
 * path all the while (`recovery.ts`); the rungs here are built beside it, and whichever flows first
 * is the line. A value, so that it can be read and tested; nothing here gives up.
 */

/** Which paths a call may take: `relay` through our relays alone, `tls` through port 443 alone. */
export type Paths = "all" | "relay" | "tls";

export interface Rung {
  readonly afterMs: number;
  readonly paths: Paths;
}

/** By then two restarts of the old line have been answered by nothing. */
const FIRST_MS = 6000;
const RUNG_MS = 4000;
/** A round with more patience: slow lines take their time. */
export const LONGEST_RUNG_MS = 10_000;
const ORDER: readonly Paths[] = ["relay", "tls", "all"];

export const LADDER: readonly Rung[] = ORDER.map((paths, i) => ({
  afterMs: FIRST_MS + i * RUNG_MS,
  paths,
}));

/** The page is loaded anew; one side after the other, so that one remembers what was said. */
export const RELOAD_AFTER_MS = { class: 45_000, home: 75_000 } as const;
/** A page that is younger than this is not the trouble. */
export const RELOAD_EVERY_MS = 5 * 60_000;

/** The rung for a line that has been broken for so long, counted from 0; null: not yet. */
export function rungAt(brokenMs: number): number | null {
  if (brokenMs < FIRST_MS) return null;
  const quick = Math.floor((brokenMs - FIRST_MS) / RUNG_MS);
  if (quick < ORDER.length) return quick;
  const slow = brokenMs - FIRST_MS - ORDER.length * RUNG_MS;
  return ORDER.length + Math.floor(slow / LONGEST_RUNG_MS);
}

export function pathsOf(rung: number): Paths {
  return ORDER[rung % ORDER.length] ?? "all";
}

interface Servers {
  readonly servers: readonly RTCIceServer[];
  readonly policy: RTCIceTransportPolicy;
}

/** What a connection of these paths is made with; all paths where there is no such relay. */
export function configurationOf(ice: Servers | null, paths: Paths): RTCConfiguration {
  const all = ice?.servers ?? [];
  const relays = only(all, SCHEMES[paths]);
  const isNarrow = paths !== "all" && relays.length > 0;
  return {
    iceServers: isNarrow ? relays : [...all],
    iceTransportPolicy: isNarrow ? "relay" : (ice?.policy ?? "all"),
    bundlePolicy: "max-bundle",
    rtcpMuxPolicy: "require",
  };
}

const SCHEMES: Readonly<Record<Paths, RegExp>> = { all: /:/, relay: /^turns?:/, tls: /^turns:/ };

/** Source: RFC 7065, the TURN URI scheme. */
function only(servers: readonly RTCIceServer[], scheme: RegExp): RTCIceServer[] {
  return servers.flatMap((server) => {
    const urls = [server.urls].flat().filter((url) => scheme.test(url));
    return urls.length > 0 ? [{ ...server, urls }] : [];
  });
}
