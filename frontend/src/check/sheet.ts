/** The page to keep for who runs the network: each way out, where it leads, and what to open. Pure. */

import { type Ice, relaysOf } from "./ice";
import { type Outcomes, type Relay, RELAYS } from "./outcomes";

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly protocol: "UDP" | "TCP";
}

export interface SheetRow {
  readonly way: "site" | "direct" | Relay;
  /** Empty of the direct way, which leads to no server, and of a relay that does not exist. */
  readonly addresses: readonly Address[];
  /** Null: not tested, or not there. */
  readonly works: boolean | null;
}

/** This page was loaded, so the way to its site works. */
export function rowsOf(outcomes: Outcomes, ice: Ice, site: Address): readonly SheetRow[] {
  const relays = relaysOf(ice);
  const direct = outcomes.direct === "untested" ? null : outcomes.direct === "works";
  return [
    { way: "site", addresses: [site], works: true },
    { way: "direct", addresses: [], works: direct },
    ...RELAYS.map((way) => ({
      way,
      addresses: relays[way].flatMap(({ urls }) => addressesOf([urls].flat())),
      works: isTested(outcomes[way]) ? outcomes[way] === "works" : null,
    })),
  ];
}

/** What is held back and could be opened; empty if nothing is. */
export function blockedIn(rows: readonly SheetRow[]): readonly Address[] {
  return rows.flatMap(({ works, addresses }) => (works === false ? addresses : []));
}

export function addressWord({ host, port, protocol }: Address): string {
  return `${host} ${protocol} ${port}`;
}

function isTested(outcome: Outcomes[Relay]): boolean {
  return outcome === "works" || outcome === "failed";
}

/** Source: RFC 7065, the TURN URI scheme, with its usual ports. */
const TURN = /^(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(\w+))?$/;

function addressesOf(urls: readonly string[]): Address[] {
  return urls.flatMap((url) => {
    const [, scheme, host, port, transport] = TURN.exec(url) ?? [];
    if (scheme === undefined || host === undefined) return [];
    const isTcp = scheme === "turns" || transport === "tcp";
    const usual = scheme === "turns" ? 5349 : 3478;
    return [{ host, port: Number(port ?? usual), protocol: isTcp ? "TCP" : "UDP" } as const];
  });
}
