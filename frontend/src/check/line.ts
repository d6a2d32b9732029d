/** The connection: directly, and through each kind of relay, one after the other. */

import { Changing } from "./changes";
import { type Figures, wordsOf } from "./figures";
import { answers } from "./gather";
import { type Ice, relaysOf, stunServersOf } from "./ice";
import { measure } from "./measure";
import { type Outcome, type Outcomes, type Relay, RELAYS } from "./outcomes";
import { type MakePeer, Pair } from "./pair";

export const LIMIT_MS = 5000;

export type LineOutcomes = Pick<Outcomes, "direct" | Relay | "bandwidth" | "loss" | "delay">;
export type Way = "direct" | Relay;

const UNMEASURED: Figures = { roundTripMs: null, kbps: null, lostShare: null };

export class LineTest extends Changing {
  direct: Outcome<"direct"> = "untested";
  readonly relays: Record<Relay, Outcome<Relay>>;
  /** Of the ways that work. */
  readonly figures = new Map<Relay, Figures>();
  /** What is being tried now; null before and after. */
  busy: Way | null = null;
  done = false;
  private pair: Pair | null = null;

  constructor(
    readonly ice: Ice,
    private readonly makePeer: MakePeer = (config) => new RTCPeerConnection(config),
  ) {
    super();
    this.relays = { udp: "untested", tcp: "untested", tls: "untested" };
  }

  get outcomes(): LineOutcomes {
    const best = RELAYS.map((relay) => this.figures.get(relay)).find((figures) => figures);
    return { direct: this.direct, ...this.relays, ...wordsOf(best ?? UNMEASURED) };
  }

  /** Once; about 5 seconds for each way that works, and as long for each that does not. */
  async run(): Promise<void> {
    if (this.ice.policy === "all") await this.tryDirect();
    for (const relay of RELAYS) await this.tryRelay(relay);
    this.busy = null;
    this.done = true;
    this.changed();
  }

  override close(): void {
    super.close();
    this.pair?.close();
  }

  private async tryDirect(): Promise<void> {
    const pair = this.start("direct", {});
    if (!pair) return;
    const stun = stunServersOf(this.ice);
    const [connected, answered] = await Promise.all([
      pair.connect(LIMIT_MS),
      stun.length === 0 || answers(stun, this.makePeer, LIMIT_MS).catch(() => false),
    ]);
    pair.close();
    this.direct = directWord(connected, answered);
    this.changed();
  }

  private async tryRelay(relay: Relay): Promise<void> {
    const servers = relaysOf(this.ice)[relay];
    this.relays[relay] = servers.length > 0 ? "failed" : "absent";
    for (const server of servers) {
      const pair = this.start(relay, { iceServers: [server], iceTransportPolicy: "relay" });
      if (pair && (await this.measured(relay, pair))) break;
    }
    this.changed();
  }

  /** False if nothing comes through. */
  private async measured(relay: Relay, pair: Pair): Promise<boolean> {
    const connected = await pair.connect(LIMIT_MS);
    if (connected && !this.closed) {
      this.relays[relay] = "works";
      this.changed();
      this.figures.set(relay, await measure(pair));
    }
    pair.close();
    return connected;
  }

  /** Null after `close()`, or if the browser refuses the server's address. */
  private start(way: Way, configuration: RTCConfiguration): Pair | null {
    if (this.closed) return null;
    this.busy = way;
    this.changed();
    try {
      return (this.pair = new Pair(configuration, this.makePeer));
    } catch {
      return null;
    }
  }
}

function directWord(connected: boolean, answered: boolean): Outcome<"direct"> {
  if (!connected) return "failed";
  return answered ? "works" : "no_answer";
}
