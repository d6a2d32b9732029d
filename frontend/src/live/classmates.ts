/**
 * Class: what of other pupils goes out over this line, as the page around says it.
 *
 * Their voices join our microphone, their pictures become one small picture of its own. The page
 * around names only those who may be passed on; what this line itself knows of it is asked here too.
 */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import { type Mate, NO_WIDTH, type Together, type Width, widthAfter } from "./mates";
import type { Stop } from "./time";

/** What comes in over a line, and may go out over another. */
export interface Passed {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
}

/** Another pupil, for the line that this is said to. */
export interface Classmate extends Pick<Mate, "name" | "sees" | "hears"> {
  /** As its line stands at that moment. */
  readonly passed: () => Passed;
}

/** The others below each other, drawn. */
export interface MatesPicture {
  readonly track: MediaStreamTrack;
  /** From above; null: nothing of that one. */
  show(pictures: readonly (MediaStreamTrack | null)[]): void;
  readonly close: Stop;
}

export interface ClassmatesOptions {
  /** Loaded when the first picture is to be drawn; null if this browser can't. */
  readonly drawMates: () => Promise<MatesPicture | null>;
  readonly logger: Logger;
  readonly onChange: () => void;
}

export interface Now {
  /** In the lesson, not hidden, agreed, and the line flows. */
  readonly isOpen: boolean;
  /** What this line's pupil wants. */
  readonly together: Together | null;
  /** Neither side gives anything up. */
  readonly isWhole: boolean;
  readonly at: number;
}

const NONE: readonly Classmate[] = [];

export class Classmates {
  private others: readonly Classmate[] = NONE;
  private shown: readonly (MediaStreamTrack | null)[] = [];
  private heard: readonly MediaStreamTrack[] = [];
  private isOpen = false;
  private width: Width = NO_WIDTH;
  private picture: MatesPicture | null = null;
  private loading: Promise<void> | null = null;
  private cannot = false;

  constructor(private readonly options: ClassmatesOptions) {}

  /** Said by the page around: who they are from now on. */
  beside(others: readonly Classmate[]): void {
    this.others = others;
    this.options.onChange();
  }

  /** After every change of the room. */
  fit({ isOpen, together, isWhole, at }: Now): void {
    this.isOpen = isOpen && together !== null && together !== "off";
    const gets = this.isOpen && together === "open" ? this.others : NONE;
    this.width = widthAfter(gets.length > 0 ? this.width : NO_WIDTH, isWhole, at);
    const passed = gets.map((one) => one.passed());
    this.heard = passed.map(({ audio }) => audio).filter((track) => track !== null);
    this.shown = this.width.isWide ? passed.map(({ video }) => video) : [];
    this.draw();
  }

  /** Their picture, for the way of its own; null while nothing of it goes out. */
  get track(): MediaStreamTrack | null {
    return this.isDrawn ? (this.picture?.track ?? null) : null;
  }

  /** What joins our microphone. */
  get voices(): readonly MediaStreamTrack[] {
    return this.heard;
  }

  /** What this pupil is told. */
  get told(): readonly Mate[] {
    if (!this.isOpen) return [];
    return this.others.map(({ name, sees, hears }, i) => {
      const shown = this.track !== null && (this.shown[i] ?? null) !== null;
      return { name, sees, hears, shown };
    });
  }

  /** The connection is over. */
  forget(): void {
    this.width = NO_WIDTH;
  }

  close(): void {
    this.others = NONE;
    this.shown = this.heard = [];
    this.isOpen = false;
    this.draw();
  }

  private get isDrawn(): boolean {
    return this.shown.some((track) => track !== null);
  }

  private draw(): void {
    if (!this.isDrawn) {
      this.picture?.close();
      this.picture = null;
    } else if (this.picture === null) {
      if (!this.cannot) this.loading ??= this.load();
    } else {
      this.picture.show(this.shown);
    }
  }

  private async load(): Promise<void> {
    const { drawMates, logger, onChange } = this.options;
    const picture = await drawMates().catch((error: unknown) => {
      logger.warn("mates.not_drawn", { code: codeOf(error) });
      return null;
    });
    this.loading = null;
    this.cannot = picture === null;
    if (!this.isDrawn) {
      picture?.close();
      return;
    }
    this.picture = picture;
    picture?.show(this.shown);
    onChange();
  }
}
