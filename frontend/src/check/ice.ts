/** The servers that help find a path, as the page has them, and the ways to try one by one. */

import type { Relay } from "./outcomes";

export interface Ice {
  readonly servers: readonly IceServer[];
  /** `relay`: here lessons never go directly. */
  readonly policy: RTCIceTransportPolicy;
}

interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export type RelayServers = Readonly<Record<Relay, readonly RTCIceServer[]>>;

/** From the page's JSON; null for who has no right to it, or if it is something else. */
export function parseIce(json: unknown): Ice | null {
  if (!isRecord(json) || !Array.isArray(json.servers)) return null;
  const policy = json.policy === "relay" ? "relay" : "all";
  return { servers: json.servers.filter(isRecord).map(serverOf), policy };
}

/** Per kind of relay the servers to try, each with one address; empty if there is none. */
export function relaysOf(ice: Ice): RelayServers {
  const all = ice.servers.flatMap(({ urls, ...server }) =>
    urls.map((url) => ({ ...server, urls: url })),
  );
  const some = (relay: Relay): RTCIceServer[] =>
    all.filter(({ urls }) => relayKind(urls) === relay);
  return { udp: some("udp"), tcp: some("tcp"), tls: some("tls") };
}

/**
 * Where to ask for one's own address: the STUN servers, else the relays, which answer that too.
 *
 * Source: RFC 7064; RFC 8656, 3: a TURN server also answers STUN.
 */
export function stunServersOf(ice: Ice): RTCIceServer[] {
  const urls = ice.servers.flatMap((server) => server.urls);
  const stun = urls.filter((url) => url.startsWith("stun:"));
  const relays = urls.filter((url) => relayKind(url) === "udp");
  const asked = stun.length > 0 ? stun : relays.map((url) => `stun:${bare(url)}`);
  return asked.length > 0 ? [{ urls: asked }] : [];
}

/** Source: RFC 7065, the TURN URI scheme. */
function relayKind(url: string): Relay | null {
  if (url.startsWith("turns:")) return "tls";
  if (!url.startsWith("turn:")) return null;
  return /[?&]transport=tcp\b/.test(url) ? "tcp" : "udp";
}

function bare(url: string): string {
  return url.replace(/^turn:/, "").replace(/\?.*$/, "");
}

function serverOf(json: Readonly<Record<string, unknown>>): IceServer {
  const { urls, username, credential } = json;
  const list = (Array.isArray(urls) ? urls : [urls]).filter((url) => typeof url === "string");
  return typeof username === "string" && typeof credential === "string"
    ? { urls: list, username, credential }
    : { urls: list };
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null;
}
