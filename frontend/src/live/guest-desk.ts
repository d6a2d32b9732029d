/**
 * A guest in this lesson, as the server tells of it and the two presses decide.
 *
 * Nothing flows to or from a guest who is not inside, or whose tile does not stand on this screen.
 * What leads to the browser's connections is fetched when a guest comes.
 */

import type { Store } from "./choices";
import { KeptOut } from "./guest-kept";
import type { GuestLine, GuestLineOptions } from "./guest-line";
import { GuestMedia } from "./guest-media";
import type { GuestTracks, Share } from "./guest-peer";
import { GuestReady, type GuestReadyOptions } from "./guest-ready";
import type { GuestCommands, GuestView } from "./guest-view";
import type { Down, GuestMessage, Up } from "./protocol";
import type { Step } from "./policy";
import { nothing, type Stop } from "./time";
import type { Side } from "./view";

type Standing = Extract<Down, { type: "guest" }>;
type Visit = Standing & { readonly visit: string };

/** As long as the server keeps the place of who is not heard. */
const LOST_AFTER_MS = 45_000;
/** After a welcome: who is asked, or inside, is told at once. */
const TOLD_WITHIN_MS = 3000;
const GONE_FOR_MS = 8000;
/** A line that was narrow has been wide so long before the guest's picture comes back. */
const WIDE_FOR_MS = 10_000;
/** A word that the server has not answered is said again. */
const SAID_AGAIN_MS = 4000;

export interface GuestDeskOptions extends GuestReadyOptions {
  readonly side: Side;
  readonly store: Store;
  /** Where on the disk this room keeps its own. */
  readonly key: string;
  readonly send: (message: Up) => boolean;
  readonly newLine: (
    options: Pick<GuestLineOptions, "media" | "send" | "onChange">,
  ) => Promise<GuestLine>;
  readonly newStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly onChange: () => void;
}

/** How the lesson stands. */
export interface GuestSituation {
  /** It is on. */
  readonly isOpen: boolean;
  /** Our server hears this page. */
  readonly isOnline: boolean;
  /** No test is: in a test nobody else is there. */
  readonly may: boolean;
  /** What the other side gets of this one. */
  readonly tracks: GuestTracks;
  /** What the lesson's own line gives up. */
  readonly step: Step;
}

export class GuestDesk implements GuestCommands {
  private readonly media: GuestMedia;
  private visit: Visit | null = null;
  /** Put out on this screen; the server may not know yet. */
  private readonly out: KeptOut;
  private saidOutAt = -Infinity;
  /** Said yes to on this screen, which can't show a guest yet. */
  private yes = "";
  private readonly ready: GuestReady;
  private gone: Pick<GuestView, "name" | "why"> | null = null;
  private isShown = false;
  private now: GuestSituation | null = null;
  private narrowAt = -Infinity;
  private line: GuestLine | null = null;
  /** The visit that a line is there for, or is being fetched for. */
  private lineOf = "";
  private stopGone: Stop = nothing;
  private stopLost: Stop = nothing;

  constructor(private readonly options: GuestDeskOptions) {
    this.media = new GuestMedia(options.newStream([]), () => options.onChange());
    this.out = new KeptOut(options.store, `${options.key}.guest`);
    this.ready = new GuestReady(options, () => {
      this.sayYes();
      options.onChange();
    });
  }

  get stream(): MediaStream {
    return this.media.stream;
  }

  get view(): GuestView | null {
    const { visit, gone } = this;
    if (this.now?.isOpen !== true) return null;
    if (visit !== null) return visit.let_in ? this.inside(visit) : this.waiting(visit);
    return gone && { ...this.absent, ...gone, stage: "gone" };
  }

  /** From the server. */
  told(message: GuestMessage): void {
    if (message.type === "guest") this.heard(message);
    else if (message.visit === this.lineOf) this.line?.receive(message.body);
    this.options.onChange();
  }

  /** After every change of the room. */
  fit(situation: GuestSituation): void {
    if (situation.isOnline !== this.now?.isOnline) this.serverIs(situation.isOnline);
    this.now = situation;
    if (situation.step !== "whole") this.narrowAt = this.options.time.now();
    if (!situation.isOpen) this.leave();
    else if (!situation.may) this.dismiss();
    this.sayOutAgain();
    if (this.visit !== null) this.ready.want();
    this.fitLine();
  }

  invite(): void {
    if (this.now?.may !== true || this.visit !== null) return;
    this.clearGone();
    this.options.send({ type: "guest_invite" });
  }

  admit(): void {
    if (this.view?.stage !== "asked") return;
    this.yes = this.visit?.visit ?? "";
    this.sayYes();
    this.options.onChange();
  }

  dismiss(): void {
    this.clearGone();
    const { visit } = this;
    if (visit === null) return;
    this.out.keep(visit.visit);
    this.visit = null;
    this.sayOut();
    this.fitLine();
    this.options.onChange();
  }

  show(isShown: boolean): void {
    if (isShown === this.isShown) return;
    this.isShown = isShown;
    this.fitLine();
  }

  close(): void {
    this.leave();
    this.stopLost();
    this.closeLine();
  }

  /** Who is there is told anew after each welcome; without a server a place is kept for a while. */
  private serverIs(isOnline: boolean): void {
    if (isOnline && this.out.visit !== "") this.sayOut();
    this.forgetAfter(isOnline ? TOLD_WITHIN_MS : LOST_AFTER_MS);
  }

  private waiting({ name, visit, asked_by: by }: Visit): GuestView {
    const stage = by === this.options.side ? "asking" : "asked";
    return { ...this.absent, stage, name, saidYes: visit === this.yes };
  }

  private inside({ name }: Visit): GuestView {
    const { hasPicture, hasSound } = this.media;
    const isHere = this.line?.isHere ?? false;
    return { ...this.absent, stage: "inside", name, isHere, hasPicture, hasSound };
  }

  private get absent(): Omit<GuestView, "stage" | "name"> {
    return { ...ABSENT, hasTile: this.ready.isHere };
  }

  /** The server's own word: only that can tell that it knows who was put out. */
  private heard(standing: Standing): void {
    if (standing.visit !== null && standing.visit === this.out.visit) {
      // Not known yet, or let in on the other side at the same moment.
      this.stopLost();
      this.sayOut();
      return;
    }
    this.out.keep("");
    this.stand(standing);
  }

  private sayOut(): void {
    this.saidOutAt = this.options.time.now();
    this.say("guest_dismiss", this.out.visit);
  }

  /** A press may be lost on its way, and the server may not be able to keep it. */
  private sayOutAgain(): void {
    const { now, out, saidOutAt } = this;
    if (out.visit === "" || now?.isOpen !== true || !now.isOnline) return;
    if (this.options.time.now() - saidOutAt >= SAID_AGAIN_MS) this.sayOut();
  }

  /** Nobody comes in on a screen that does not show it. */
  private sayYes(): void {
    const { visit, yes } = this;
    if (!this.ready.isHere || visit === null || visit.let_in || visit.visit !== yes) return;
    this.yes = "";
    this.say("guest_admit", yes);
  }

  private stand({ visit, ...standing }: Standing): void {
    this.stopLost();
    const before = this.visit;
    this.visit = visit === null ? null : { ...standing, visit };
    if (before !== null && visit !== before.visit) this.went(before);
    if (visit !== null) this.clearGone();
    this.fitLine();
  }

  /** By somebody else's doing: said for a moment. */
  private went({ name, let_in: wasInside, asked_by: by }: Visit): void {
    if (!wasInside && by !== this.options.side) return;
    this.gone = { name, why: wasInside ? "left" : "no" };
    this.stopGone = this.options.time.after(GONE_FOR_MS, () => {
      this.clearGone();
      this.options.onChange();
    });
  }

  /** The lesson is over: so is the visit, which the server ends itself. */
  private leave(): void {
    this.clearGone();
    this.yes = "";
    if (this.lineOf !== "") this.closeLine();
  }

  private clearGone(): void {
    this.stopGone();
    this.gone = null;
  }

  private forgetAfter(ms: number): void {
    this.stopLost();
    this.stopLost = this.options.time.after(ms, () => {
      this.stand(NOBODY);
      this.options.onChange();
    });
  }

  /** The visit that there should be a line for. */
  private get wanted(): string {
    const { visit, now, isShown } = this;
    return visit?.let_in === true && now?.isOpen === true && isShown ? visit.visit : "";
  }

  private fitLine(): void {
    const { now, wanted } = this;
    if (wanted !== this.lineOf) {
      this.closeLine();
      if (wanted !== "") void this.open(wanted);
    }
    if (now !== null) this.line?.send(now.tracks, this.share(now));
  }

  /** The lesson's own line first. */
  private share({ step }: GuestSituation): Share {
    const isWide = this.options.time.now() - this.narrowAt >= WIDE_FOR_MS;
    return { sound: step !== "away", picture: isWide };
  }

  /** What can't be fetched is tried again at the next look. */
  private async open(visit: string): Promise<void> {
    this.lineOf = visit;
    const line = await this.newLine(visit).catch(() => null);
    if (this.lineOf !== visit || this.line !== null) {
      line?.close();
      return;
    }
    this.line = line;
    if (line === null) this.lineOf = "";
    else this.fitLine();
  }

  private newLine(visit: string): Promise<GuestLine> {
    return this.options.newLine({
      media: this.media,
      send: (body) => void this.options.send({ type: "guest_signal", visit, body }),
      onChange: this.options.onChange,
    });
  }

  private closeLine(): void {
    this.lineOf = "";
    this.line?.close();
    this.line = null;
  }

  private say(type: "guest_admit" | "guest_dismiss", visit: string): void {
    this.options.send({ type, visit });
  }
}

const NOBODY: Standing = { type: "guest", visit: null, name: "", asked_by: null, let_in: false };
const ABSENT = {
  ...{ why: null, saidYes: false },
  ...{ isHere: false, hasPicture: false, hasSound: false },
} as const;
