/** Looks at our own cameras every two seconds, and tells what is wrong with their pictures. */

import {
  type Glance,
  LOOK_EVERY_MS,
  type Trouble,
  troubleOf,
  UNSEEN,
  watchedAfter,
} from "./camera-watch";
import { type Looks, LOOKS } from "./kinds";
import type { Stop, Time } from "./time";

/** Looks into one track; null while this page is not on the screen, and cannot know. */
export interface Peephole {
  look(): Glance | null;
  close(): void;
}

export interface WatcherOptions {
  readonly time: Time;
  readonly open: (track: MediaStreamTrack) => Peephole;
  readonly onChange: () => void;
}

interface Watch {
  readonly track: MediaStreamTrack;
  readonly peephole: Peephole;
  watched: typeof UNSEEN;
}

export class CameraWatcher {
  private readonly watches: Record<Looks, Watch | null> = { board: null, room: null };
  private readonly stop: Stop;

  constructor(private readonly options: WatcherOptions) {
    this.stop = options.time.every(LOOK_EVERY_MS, () => this.look());
  }

  troubleOf(which: Looks): Trouble | null {
    const watch = this.watches[which];
    return watch && troubleOf(watch.watched);
  }

  /** These are shown to the other side now; null: none. */
  watch(tracks: Readonly<Record<Looks, MediaStreamTrack | null>>): void {
    for (const which of LOOKS) {
      const track = tracks[which];
      if (this.watches[which]?.track === (track ?? undefined)) continue;
      this.watches[which]?.peephole.close();
      this.watches[which] = track && this.begin(track);
    }
  }

  close(): void {
    this.stop();
    this.watch({ board: null, room: null });
  }

  private begin(track: MediaStreamTrack): Watch {
    return { track, peephole: this.options.open(track), watched: UNSEEN };
  }

  private look(): void {
    const before = LOOKS.map((which) => this.troubleOf(which)).join();
    for (const which of LOOKS) {
      const watch = this.watches[which];
      const glance = watch?.peephole.look() ?? null;
      if (watch !== null)
        watch.watched = glance === null ? UNSEEN : watchedAfter(watch.watched, glance);
    }
    if (LOOKS.map((which) => this.troubleOf(which)).join() !== before) this.options.onChange();
  }
}
