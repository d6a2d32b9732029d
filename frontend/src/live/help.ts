/** A question to the helpdesk: known from the server, and figures sent while it is open. */

import type { BrowserName, Figures } from "./figure-fields";
import { figuresBetween, NO_FIGURES, type Reading, readingOf } from "./figures";
import type { Down, Up } from "./protocol";
import type { CallState } from "./room-state";
import type { HelpView } from "./view";

/** docs/protocol.md, section 4. */
export const FIGURES_EVERY_MS = 2000;
/** The clock that asks has seconds: a little late is not two late. */
const SLACK_MS = 100;

export type Told = Extract<Down, { type: "help" }>;

/** What stands around the line. */
export interface Around extends Pick<Figures, "line" | "step"> {
  /** Names the call: another one counts from zero. */
  readonly call: string | null;
}

export interface HelpOptions {
  /** On the server's clock. */
  readonly now: () => number;
  readonly around: () => Around;
  /** Null where there is no call. */
  readonly stats: () => Promise<RTCStatsReport> | null;
  /** 0 to 1 while it runs down. */
  readonly battery: () => number | null;
  readonly browser: BrowserName;
  readonly send: (message: Up) => boolean;
}

/** The lesson's own line, else the one that stands ready in the lobby. */
export function lineOf(
  call: CallState | null,
  beside: CallState | null,
): Pick<Around, "line" | "call"> {
  if (call !== null) return { line: call.line, call: call.id };
  if (beside === null) return { line: "none", call: null };
  return { line: beside.line === "flowing" ? "warm" : beside.line, call: beside.id };
}

/** A line that is only warm carries a drawn picture: no figure of anything that is seen. */
const NO_PICTURE = { in_frames: null, out_frames: null, in_codec: null, out_codec: null };

interface Question {
  readonly question: number;
  readonly asked_by: NonNullable<Told["asked_by"]>;
  readonly until: number;
}

export class Help {
  private open: Question | null = null;
  private sentAt = -Infinity;
  private last: { readonly call: string | null; readonly reading: Reading } | null = null;
  private shown: Figures | null = null;

  constructor(private readonly options: HelpOptions) {}

  /** Null unless the helpdesk sees figures now. */
  get view(): HelpView | null {
    const question = this.current();
    if (question === null) return null;
    return { askedBy: question.asked_by, until: question.until, figures: this.shown };
  }

  told({ question, asked_by, until }: Told): void {
    const isOpen = question !== null && asked_by !== null && until !== null;
    const isSame = isOpen && this.open?.question === question;
    this.open = isOpen ? { question, asked_by, until } : null;
    if (!isSame) this.forget();
  }

  /** A new welcome: what is open is told anew. */
  welcomed(): void {
    this.open = null;
  }

  /** False if the server can't be asked now. */
  want(want: boolean): boolean {
    return this.options.send({ type: "help", want });
  }

  /** Once a second; without an open question nothing is read or sent. */
  async look(): Promise<void> {
    const { now, send } = this.options;
    if (this.current() === null || now() - this.sentAt < FIGURES_EVERY_MS - SLACK_MS) return;
    this.sentAt = now();
    const measured = await this.measured();
    // It may have been closed meanwhile.
    const question = this.current()?.question;
    if (question === undefined) return;
    const figures = this.figures(question, measured);
    this.shown = figures;
    send({ type: "figures", ...figures });
  }

  private current(): Question | null {
    return this.open !== null && this.options.now() < this.open.until ? this.open : null;
  }

  private forget(): void {
    this.last = this.shown = null;
    this.sentAt = -Infinity;
  }

  private async measured(): Promise<typeof NO_FIGURES> {
    const { around, stats, now } = this.options;
    const { call } = around();
    const report = await stats()?.catch(() => null);
    if (!report) {
      this.last = null;
      return NO_FIGURES;
    }
    const reading = readingOf(report, now());
    const before = this.last?.call === call ? this.last.reading : null;
    this.last = { call, reading };
    return figuresBetween(before, reading);
  }

  private figures(question: number, measured: typeof NO_FIGURES): Figures {
    const { around, battery, browser } = this.options;
    const { line, step } = around();
    const level = battery();
    const battery_percent = level === null ? null : Math.round(100 * Math.min(1, level));
    const picture = line === "warm" ? NO_PICTURE : {};
    return { question, line, ...measured, ...picture, step, battery_percent, ...browser };
  }
}
