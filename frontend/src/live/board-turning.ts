/**
 * Class: somebody lets the board's camera turn.
 *
 * A browser asks for that apart from the picture, so nobody is asked before the one who chooses
 * the cameras presses for it. Until there is an answer, and after a no, all stays as it was.
 */

import type { CameraSwap, Turned } from "./camera-swap";
import type { CaptureSource } from "./capture";
import type { Held } from "./held";
import { turns } from "./lens";

/** The board's camera could turn, if the person allows that. */
export interface TurningView {
  readonly mayAsk: boolean;
  /** What came of it; null: nobody has asked. */
  readonly note: "asking" | Exclude<Turned, "gone"> | null;
}

export class BoardTurning {
  /** Null: there is nothing to ask. */
  view: TurningView | null = null;
  private isChoosing = false;
  private looked: MediaStreamTrack | null = null;
  /** Cameras that turned out to stand still. */
  private readonly unable = new Set<string>();

  constructor(
    private readonly source: CaptureSource,
    private readonly swap: Pick<CameraSwap, "letTurn">,
    private readonly board: Held,
    private readonly onChange: () => void,
  ) {}

  choose(isChoosing: boolean): void {
    this.isChoosing = isChoosing;
    this.looked = this.view = null;
    this.look();
  }

  /** Another camera may be the board's. */
  look(): void {
    const { track, isDrawn } = this.board;
    if (!this.isChoosing || track === this.looked) return;
    this.looked = track;
    this.view = null;
    if (track !== null && !isDrawn && !turns(track)) void this.offer(track);
  }

  async ask(): Promise<void> {
    const { view } = this;
    if (!view?.mayAsk || view.note === "asking") return;
    const { device } = this.board;
    this.show({ mayAsk: true, note: "asking" });
    const note = await this.swap.letTurn();
    if (note === "gone") return;
    if (note === "unable") this.unable.add(device ?? "");
    this.answered({ mayAsk: note === "refused" && (await this.isOpen()), note });
  }

  private answered(view: TurningView): void {
    if (!this.isChoosing) return;
    this.looked = this.board.track;
    this.show(view);
  }

  private async offer(track: MediaStreamTrack): Promise<void> {
    const isUnable = this.unable.has(this.board.device ?? "");
    if (isUnable || !(await this.isOpen()) || this.looked !== track) return;
    this.show({ mayAsk: true, note: null });
  }

  /** Nobody has answered yet. */
  private async isOpen(): Promise<boolean> {
    return (await this.source.mayTurn?.()) === "prompt";
  }

  private show(view: TurningView): void {
    this.view = view;
    this.onChange();
  }
}
