/** The three steps to the symbols, between my page and one page of the other side. */

import type { CompareSignal } from "./signal";
import { commitTo, type Hash, type Pair, type SymbolName, symbolsOf } from "./trust-symbols";
import type { Side } from "./view";

export type Step = CompareSignal["compare"];

export interface ExchangeOptions {
  readonly side: Side;
  readonly room: string;
  readonly myPage: string;
  readonly theirPage: string;
  readonly myKey: string;
  /** 32 random bytes of mine. */
  readonly nonce: string;
  readonly hash: Hash;
}

/**
 * Each side takes one answer to each step: what comes later and differs is not looked at, else
 * somebody in between would have more than one guess.
 */
export class Exchange {
  symbols: readonly SymbolName[] | null = null;
  private commit: string | null = null;
  private homeNonce: string | null = null;

  constructor(private readonly options: ExchangeOptions) {}

  get isDone(): boolean {
    return this.symbols !== null;
  }

  /** What I said last, to be said again; null if it is not my turn. */
  async turn(): Promise<Step | null> {
    const { side, nonce } = this.options;
    if (side === "home") return this.commit === null ? null : { step: "nonce", value: nonce };
    if (this.homeNonce !== null) return { step: "reveal", value: nonce };
    return { step: "commit", value: await this.commitOf(this.options.myKey, nonce) };
  }

  /** Gives my answer. False if this step is a lie. */
  async take(step: Step, theirKey: string): Promise<Step | null | false> {
    if (this.options.side === "home") return this.takeAtHome(step, theirKey);
    if (step.step !== "nonce") return false;
    this.homeNonce ??= step.value;
    if (this.homeNonce !== step.value) return false;
    await this.finish(this.options.nonce, step.value, theirKey);
    return this.turn();
  }

  private async takeAtHome({ step, value }: Step, theirKey: string): Promise<Step | null | false> {
    if (step === "commit") {
      this.commit ??= value;
      return this.commit === value ? this.turn() : false;
    }
    const isTheirs = step === "reveal" && (await this.commitOf(theirKey, value)) === this.commit;
    if (!isTheirs) return false;
    await this.finish(value, this.options.nonce, theirKey);
    return null;
  }

  private async finish(classNonce: string, homeNonce: string, theirKey: string): Promise<void> {
    const { side, myKey, hash } = this.options;
    const homeKey = side === "home" ? myKey : theirKey;
    const pair = this.pair(side === "class" ? myKey : theirKey);
    this.symbols = await symbolsOf(pair, { homeKey, classNonce, homeNonce }, hash);
  }

  private commitOf(classKey: string, nonce: string): Promise<string> {
    return commitTo(this.pair(classKey), nonce, this.options.hash);
  }

  private pair(classKey: string): Pair {
    const { side, room, myPage, theirPage } = this.options;
    const [homePage, classPage] = side === "home" ? [myPage, theirPage] : [theirPage, myPage];
    return { room, classPage, homePage, classKey };
  }
}
