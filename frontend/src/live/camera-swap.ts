/**
 * The two cameras of a class change places, and neither goes dark meanwhile.
 *
 * A camera that is open can be asked for another size, but not to be turned: for that it is opened
 * a second time beside itself, and the old picture stays until the new one is there.
 */

import { type BoardWishes, TURNING } from "./board-camera";
import { idOf, type Places } from "./cameras";
import { askCamera, type CaptureSource, letGo, type Outcome, pictureWanted } from "./capture";
import type { Held } from "./held";
import type { PictureKind } from "./kinds";
import { abilityIn, turns } from "./lens";
import type { Ability } from "./optics";

/** `gone`: meanwhile another camera is the board's, or none; `unable` too: it could not be opened again. */
export type Turned = Ability | "refused" | "gone";

export class CameraSwap {
  private isDue = false;

  constructor(
    private readonly source: CaptureSource,
    private readonly held: Readonly<Record<PictureKind, Held>>,
    private readonly onChange: () => void,
  ) {}

  /** If each is where the other belongs. */
  exchange({ board, room }: Places): void {
    const { held } = this;
    const [boardId, roomId] = [idOf(board), idOf(room)];
    if (boardId === null || roomId === null) return;
    if (held.video.device !== roomId || held.room.device !== boardId) return;
    const [first, second] = [held.video.let(), held.room.let()];
    if (first === null || second === null) return;
    held.video.keep(second);
    held.room.keep(first);
    this.isDue = true;
  }

  /** Asks of both what they are for now. */
  async refit(): Promise<void> {
    if (!this.isDue) return;
    this.isDue = false;
    this.onChange();
    const { video, room } = this.held;
    await tell(room.track, pictureWanted("room", false, null));
    const { wishes, size } = await this.asked();
    const board = video.track;
    if (board !== null && "pan" in wishes && !turns(board)) await this.reopen(board, wishes);
    await tell(video.track, size);
    // What leaves of it depends on how much it gives now.
    this.onChange();
  }

  /** Asks the person; whatever the answer, the picture goes on. */
  async letTurn(): Promise<Turned> {
    const { video } = this.held;
    if (video.track === null) return "gone";
    const old = video.track;
    const { wishes, size } = await this.asked();
    const turned = await this.reopen(old, { ...wishes, ...TURNING });
    if (isSteered(turned)) await tell(video.track, size);
    return turned;
  }

  /** With the leave to turn it, and only if that makes a difference. */
  private async reopen(old: MediaStreamTrack, wishes: BoardWishes): Promise<Turned> {
    const { video } = this.held;
    const size = pictureWanted("video", true, { exact: video.device ?? "" });
    const fresh = await askCamera(this.source, { ...size, ...wishes });
    const turned = this.turnedOf(old, fresh);
    if (!isSteered(turned) || typeof fresh === "string") {
      letGo(fresh);
      return turned;
    }
    video.let();
    video.keep(fresh);
    this.onChange();
    old.stop();
    return turned;
  }

  private turnedOf(old: MediaStreamTrack, fresh: Outcome): Turned {
    if (this.held.video.track !== old) return "gone";
    if (fresh === "refused") return "refused";
    return typeof fresh === "string" ? "unable" : abilityIn(fresh);
  }

  /** `size` is what may be asked of a camera that is open. */
  private async asked() {
    const wishes: BoardWishes = (await this.source.boardWishes?.()) ?? {};
    const { advanced } = wishes;
    const size = pictureWanted("video", true, null);
    return { wishes, size: advanced === undefined ? size : { ...size, advanced } };
  }
}

/** It does by itself what is asked of it. */
function isSteered(turned: Turned): boolean {
  return turned === "turns" || turned === "zooms" || turned === "pans";
}

/** What it cannot give it leaves as it was. */
async function tell(track: MediaStreamTrack | null, wanted: MediaTrackConstraints): Promise<void> {
  await track?.applyConstraints(wanted).catch(() => undefined);
}
