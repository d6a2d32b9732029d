/**
 * What browsers tell each other, signed on its way out and checked on its way in. Both take time;
 * what comes after waits, so that the order stays.
 */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import { PerCall } from "./per-call";
import {
  type CallSignal,
  type CompareSignal,
  type DescriptionSignal,
  encodeSignal,
  type NearSignal,
  parseSignal,
  type Signal,
} from "./signal";
import type { Trust } from "./trust";
import { CandidateGate } from "./trust-candidates";
import { Queue } from "./trust-queue";

export interface SignalsOptions {
  readonly trust: Trust;
  /** My own. */
  readonly page: string;
  readonly allowsLoopback: boolean;
  readonly logger: Logger;
  /** The page that sits at the other side now, as the server says. */
  readonly otherPage: () => string | null;
  readonly send: (body: string) => void;
  /** In the order in which they came. */
  readonly onSignal: (signal: CallSignal | NearSignal) => void;
}

export class TrustedSignals {
  /** The call that was offered by somebody whom we do not trust (yet). */
  held: string | null = null;
  private readonly out: Queue;
  private readonly in: Queue;
  private readonly gate: CandidateGate;
  private readonly newest = new PerCall<number>();

  constructor(private readonly options: SignalsOptions) {
    const { logger, allowsLoopback } = options;
    this.out = new Queue(logger);
    this.in = new Queue(logger);
    this.gate = new CandidateGate(allowsLoopback);
  }

  /** At once, unless it must be signed or comes after one that is being signed. */
  send(signal: Signal): void {
    if (signal.kind !== "description" && this.out.isIdle) {
      this.options.send(encodeSignal(signal));
      return;
    }
    this.out.add(async () => {
      const signed =
        signal.kind === "description"
          ? { ...signal, proof: await this.options.trust.signDescription(signal) }
          : signal;
      this.options.send(encodeSignal(signed));
    });
  }

  receive(body: string): void {
    const signal = this.read(body);
    if (signal?.to !== this.options.page) return;
    this.in.add(async () => {
      if (signal.kind === "compare") await this.compare(signal);
      else await this.pass(signal);
    });
  }

  private read(body: string): Signal | null {
    try {
      return parseSignal(body);
    } catch (error) {
      this.options.logger.warn("signal.unread", { code: codeOf(error) });
      return null;
    }
  }

  private async compare(signal: CompareSignal): Promise<void> {
    const from = this.options.otherPage();
    if (from !== null) await this.options.trust.compare(signal, from);
  }

  private async pass(signal: CallSignal | NearSignal): Promise<void> {
    const { onSignal } = this.options;
    if (signal.kind === "description") {
      if (await this.admits(signal)) onSignal(this.cleaned(signal));
    } else if (signal.kind === "candidates") {
      const candidates = this.gate.admit(signal.call, signal.candidates);
      if (candidates.length > 0) onSignal({ ...signal, candidates });
    } else {
      onSignal(signal);
    }
  }

  private async admits(signal: DescriptionSignal): Promise<boolean> {
    const from = this.options.otherPage();
    if (from === null) return false;
    const isAdmitted = await this.options.trust.admits(signal, from);
    const isOffer = signal.description.type === "offer";
    if (isOffer) this.held = isAdmitted ? null : signal.call;
    return isAdmitted && (!isOffer || this.isFresh(signal));
  }

  /** An offer of this call that a newer one has replaced is not taken up again. */
  private isFresh({ call, offer }: DescriptionSignal): boolean {
    if (offer < (this.newest.get(call) ?? 0)) return false;
    this.newest.set(call, offer);
    return true;
  }

  private cleaned(signal: DescriptionSignal): DescriptionSignal {
    const sdp = this.gate.described(signal.call, signal.description.sdp);
    return { ...signal, description: { ...signal.description, sdp } };
  }
}
