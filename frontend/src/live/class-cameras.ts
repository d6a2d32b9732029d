/** The cameras of a class device: which shows what, and small pictures while somebody chooses. */

import type { CameraMemory } from "./camera-memory";
import {
  afterChoice,
  type Before,
  idOf,
  placesFor,
  type Places,
  recognised,
  refreshed,
  type Use,
} from "./cameras";
import type { DeviceList } from "./device-list";
import { Previews, type PreviewsOptions } from "./previews";
import type { CameraView } from "./view";

/** Which cameras are open for the lesson now. */
export interface Live {
  readonly board: string | null;
  readonly room: string | null;
}

export class ClassCameras {
  private readonly previews: Previews;
  private isChoosing = false;

  constructor(
    private readonly memory: CameraMemory,
    private readonly list: Pick<DeviceList, "all">,
    options: PreviewsOptions,
  ) {
    this.previews = new Previews(options);
  }

  get isChosen(): boolean {
    return this.memory.kept.board !== null;
  }

  get isSingle(): boolean {
    return this.memory.kept.isSingle;
  }

  places(before: Before): Places {
    return placesFor(this.memory.kept, this.cameras, before);
  }

  /** Other cameras may be there, or the same ones under other ids. */
  looked(): void {
    this.memory.keep(refreshed(this.memory.kept, this.cameras));
  }

  use(id: string, use: Use, board: string | null): void {
    this.memory.keep(afterChoice(this.memory.kept, this.cameras, board, id, use));
  }

  /** This device gives one camera at a time: from now on the board's alone. */
  onlyOne(): void {
    this.memory.keep({ ...this.memory.kept, isSingle: true });
    this.choose(false, { board: null, room: null });
  }

  /** While somebody chooses, each camera that the lesson leaves closed shows what it sees. */
  choose(isChoosing: boolean, live: Live): void {
    this.isChoosing = isChoosing;
    this.keepPreviews(live);
  }

  /** After another camera was opened or closed for the lesson. */
  keepPreviews({ board, room }: Live): void {
    const closed = this.cameras.filter(({ id }) => id !== board && id !== room);
    this.previews.want(this.isChoosing && !this.isSingle ? closed.map(({ id }) => id) : []);
  }

  preview(id: string): MediaStream | null {
    return this.previews.streamOf(id);
  }

  /** Those that are there first; then those that somebody chose and that are gone. */
  view({ board, room }: Places, live: Live): readonly CameraView[] {
    const boardId = board === "any" ? (live.board ?? this.only) : idOf(board);
    const uses = { board: boardId, room: idOf(room) };
    const there = this.cameras.map((camera): CameraView => {
      const use = camera.id === uses.board ? "board" : camera.id === uses.room ? "room" : "off";
      const { id } = camera;
      const isOpen = id === live.board || id === live.room || this.preview(id) !== null;
      return { ...camera, use, isThere: true, isOpen };
    });
    return [...there, ...this.gone];
  }

  private get gone(): readonly CameraView[] {
    const { kept } = this.memory;
    const found = recognised(kept, this.cameras);
    return (["board", "room"] as const).flatMap((use) => {
      const known = kept[use];
      if (known === null || found[use] !== null) return [];
      return [{ id: known.id, label: known.label, use, isThere: false, isOpen: false }];
    });
  }

  private get only(): string | null {
    return this.cameras.length === 1 ? (this.cameras[0]?.id ?? null) : null;
  }

  private get cameras() {
    return this.list.all.cameras;
  }
}
