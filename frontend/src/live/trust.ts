/**
 * Who is at the other end: signs for this device, checks the other one's proofs against those it
 * has met before, and brings both screens to three symbols.
 */

import type { Logger } from "./logger";
import type { CompareSignal, DescriptionSignal, Proof } from "./signal";
import type { Time } from "./time";
import { PinBook } from "./trust-book";
import type { Disk } from "./trust-disk";
import { Allowance } from "./trust-allowance";
import { Exchange, type Step } from "./trust-exchange";
import type { DeviceKey, TrustCrypto } from "./trust-key";
import { mayConnect, type Pin, type Standing } from "./trust-pins";
import { compareText, descriptionText, type Speaker, talkText } from "./trust-proof";
import type { Side, TrustView } from "./view";

/** Exchanges with devices that nobody has confirmed: whoever stands in between guesses as often. */
const MOST_GUESSES = 16;
/** A class stands open for days, and home's page is loaded often: one more comes back. */
const GUESS_EVERY_MS = 3_600_000;
/** What lags behind a reload of the other page is no lie yet. */
const DOUBT_MS = 1500;
/** Three signals, some lost and said again; whoever keeps them back for longer does so on purpose. */
const SYMBOLS_TAKE_MS = 10_000;
/** While symbols are owed. */
const REPEAT_MS = 2000;

/** What main.ts knows of this device. */
export interface TrustParts {
  /** Names this line; both sides know it from the server's page. */
  readonly room: string;
  /** Null where the browser has none: then nobody can be verified. */
  readonly crypto: TrustCrypto | null;
  readonly key: Promise<DeviceKey | null>;
  readonly disk: Disk;
}

export interface TrustOptions extends TrustParts {
  readonly side: Side;
  readonly page: string;
  readonly time: Time;
  readonly logger: Logger;
  /** The other page of the line that flows now; null if none does. */
  readonly inCallWith: () => string | null;
  readonly send: (signal: CompareSignal) => void;
  readonly onChange: () => void;
}

/** One page of the other side, and the one key that it may have. */
interface Meeting {
  readonly page: string;
  key: string | null;
  exchange: Exchange | null;
}

export class Trust {
  private readonly book: PinBook;
  /** Latest first: with whom the line runs, and with whom it would. */
  private meetings: readonly Meeting[] = [];
  private doubtSince: number | null = null;
  private owedSince: number | null = null;
  private saidAt = 0;
  private readonly guesses: Allowance;
  private isPutOff = false;

  constructor(private readonly options: TrustOptions) {
    this.guesses = new Allowance(MOST_GUESSES, GUESS_EVERY_MS, options.time);
    const place = `pins.${options.side}.${options.room}`;
    this.book = new PinBook({ ...options, place });
  }

  get view(): TrustView {
    const { standing, symbols } = this;
    // Of a line that runs one is asked whatever else comes in: that may be there to hinder it.
    const isSure = this.doubtSince === null || this.options.inCallWith() !== null;
    const asks = this.asksOf(standing) && symbols !== null && isSure;
    return { standing, symbols, asks, missing: this.isMissing, unproven: this.isUnproven };
  }

  private asksOf(standing: Standing | null): boolean {
    return standing === "changed" || (standing === "met" && !this.isPutOff);
  }

  private get isUnproven(): boolean {
    const { doubtSince, options } = this;
    return doubtSince !== null && options.time.now() - doubtSince >= DOUBT_MS;
  }

  private get isMissing(): boolean {
    const { owedSince, options } = this;
    return owedSince !== null && options.time.now() - owedSince >= SYMBOLS_TAKE_MS;
  }

  /** Now and then: what was said last may be lost, and who waits for symbols in vain is told. */
  look(): void {
    this.book.retry();
    const now = this.options.time.now();
    this.owedSince = this.owedAt(now);
    if (this.owedSince === null || now - this.saidAt < REPEAT_MS) return;
    this.saidAt = now;
    void this.repeat();
  }

  /** A pause of the line does not begin it anew: whoever holds the line could make one. */
  private owedAt(now: number): number | null {
    const { standing, symbols } = this;
    if (symbols !== null || standing === "confirmed" || standing === "refused") return null;
    const isTime = standing === "changed" || this.options.inCallWith() !== null;
    return this.owedSince ?? (isTime ? now : null);
  }

  // For the signals

  /** Null if this device can't sign. */
  async signDescription(signal: DescriptionSignal): Promise<Proof | null> {
    const key = await this.options.key;
    if (key === null) return null;
    const text = descriptionText(this.me(key), signal);
    return text === null ? null : { key: key.open, signature: await key.sign(text) };
  }

  /** Whether a description from that page may be applied. */
  async admits(signal: DescriptionSignal, from: string): Promise<boolean> {
    const isTheirs = await this.isProved(signal.proof, from, (them) =>
      descriptionText(them, signal),
    );
    if (!isTheirs || signal.proof === null) return false;
    // Only this takes the doubt away: what else is signed well builds no line.
    const hadDoubt = this.doubtSince !== null;
    this.doubtSince = null;
    if (hadDoubt) this.options.onChange();
    return mayConnect(this.book.standingOf(signal.proof.key));
  }

  /** The class has a call with that page: it begins to compare, unless that has been done. */
  async meet(page: string): Promise<void> {
    if (this.options.side !== "class") return;
    await this.begin(this.meetingWith(page));
  }

  private async begin(meeting: Meeting): Promise<void> {
    const exchange = await this.exchangeWith(meeting);
    if (exchange?.isDone === false) await this.say(meeting.page, await exchange.turn());
  }

  /** What was said last may have been lost. */
  async repeat(): Promise<void> {
    const [meeting] = this.meetings;
    if (meeting === undefined) return;
    if (this.options.side === "class" || meeting.exchange !== null) await this.begin(meeting);
  }

  async compare(signal: CompareSignal, from: string): Promise<void> {
    if (!(await this.isProved(signal.proof, from, (them) => compareText(them, signal)))) return;
    const meeting = this.meetingWith(from);
    const exchange = await this.exchangeWith(meeting);
    if (exchange === null || meeting.key === null) return;
    const answer = await exchange.take(signal.compare, meeting.key);
    if (answer === false) this.doubt("exchange");
    else await this.say(from, answer);
    this.options.onChange();
  }

  // For the talk by way of the server

  /** Null if this device can't sign. */
  async signTalk(body: string): Promise<Proof | null> {
    const key = await this.options.key;
    if (key === null) return null;
    return { key: key.open, signature: await key.sign(talkText(this.me(key), body)) };
  }

  /** Whether that page has said this. What it did not say is no reason to doubt the line. */
  async hears(body: string, proof: Proof | null, from: string): Promise<boolean> {
    const why = await this.whyNot(proof, from, (them) => talkText(them, body));
    if (why !== null) this.options.logger.warn("trust.talk_refused", { why });
    return why === null && proof !== null && mayConnect(this.book.standingOf(proof.key));
  }

  // For the person

  /** The symbols are the same. Gives how the other stood before; null if nothing was asked. */
  confirm(): Standing | null {
    const { standing, symbols } = this;
    if (symbols === null || standing === null || standing === "refused") return null;
    this.mark("confirmed");
    return standing;
  }

  /** They differ: this one does not come in any more. */
  refuse(): boolean {
    const isSomebody = this.standing !== null;
    this.mark("refused");
    return isSomebody;
  }

  /** "Nee" was a mistake: compares again, and connects only after a yes. */
  reconsider(): void {
    if (this.standing === "refused") this.mark("doubted");
  }

  /** Asks again at the next load of this page. */
  putOff(): void {
    this.isPutOff = true;
    this.options.onChange();
  }

  /** Of whom the line runs with, or would: not of a page that a liar puts beside it. */
  private get present(): Meeting | null {
    const page = this.options.inCallWith();
    const [latest] = this.meetings;
    return (page === null ? latest : this.meetings.find((one) => one.page === page)) ?? null;
  }

  private get symbols(): TrustView["symbols"] {
    return this.present?.exchange?.symbols ?? null;
  }

  private get standing(): Standing | null {
    const key = this.present?.key ?? null;
    return key === null ? null : this.book.standingOf(key);
  }

  private async isProved(...said: Parameters<Trust["whyNot"]>): Promise<boolean> {
    const why = await this.whyNot(...said);
    return why === null || this.doubt(why);
  }

  /** Null if the page that it came from has signed it. */
  private async whyNot(
    proof: Proof | null,
    from: string,
    textFor: (them: Speaker) => string | null,
  ): Promise<string | null> {
    await this.book.ready;
    const { crypto } = this.options;
    if (crypto === null || proof === null) return "no_proof";
    const text = textFor(this.them(from, proof.key));
    if (text === null) return "fingerprint";
    if (!(await crypto.verify(proof.key, proof.signature, text))) return "signature";
    const meeting = this.meetingWith(from);
    if (meeting.key !== null && meeting.key !== proof.key) return "other_key";
    this.met(meeting, proof.key);
    return null;
  }

  private met(meeting: Meeting, key: string): void {
    const isNews = meeting.key === null;
    meeting.key = key;
    if (isNews && meeting.exchange !== null && this.isConfirmed(key)) this.guesses.giveBack();
    if (this.book.standingOf(key) === "new") this.book.put({ key, state: "met" });
    if (isNews) this.options.onChange();
  }

  private doubt(why: string): false {
    this.options.logger.warn("trust.unproven", { why });
    this.doubtSince ??= this.options.time.now();
    this.options.onChange();
    return false;
  }

  private meetingWith(page: string): Meeting {
    const { meetings } = this;
    const known = meetings.find((one) => one.page === page);
    const meeting = known ?? { page, key: null, exchange: null };
    const running = this.options.inCallWith();
    const others = meetings.filter((one) => one !== meeting && one.page === running);
    this.meetings = [meeting, ...others];
    return meeting;
  }

  private async exchangeWith(meeting: Meeting): Promise<Exchange | null> {
    const { crypto, side, room, page: myPage } = this.options;
    const key = await this.options.key;
    if (key === null || crypto === null) return null;
    if (meeting.exchange === null && (this.isConfirmed(meeting.key) || this.guesses.take())) {
      const { page: theirPage } = meeting;
      const pages = { side, room, myPage, theirPage, myKey: key.open };
      meeting.exchange = new Exchange({ ...pages, nonce: crypto.nonce(), hash: crypto.hash });
    }
    return meeting.exchange;
  }

  private isConfirmed(key: string | null): boolean {
    return key !== null && this.book.standingOf(key) === "confirmed";
  }

  private async say(to: string, step: Step | null): Promise<void> {
    const key = await this.options.key;
    if (key === null || step === null) return;
    const signal = { kind: "compare", to, compare: step, proof: null } as const;
    const signature = await key.sign(compareText(this.me(key), signal));
    this.options.send({ ...signal, proof: { key: key.open, signature } });
  }

  private me({ open: key }: DeviceKey): Speaker {
    const { room, side, page } = this.options;
    return { room, side, page, key };
  }

  private them(page: string, key: string): Speaker {
    const { room, side } = this.options;
    return { room, side: side === "home" ? "class" : "home", page, key };
  }

  private mark(state: Pin["state"]): void {
    const key = this.present?.key ?? null;
    if (key !== null) this.book.put({ key, state });
  }
}
