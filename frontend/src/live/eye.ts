/** Class: which part of the camera's picture leaves, who may say so, and what was kept. */

import { AimMemory } from "./aim-memory";
import type { Store } from "./choices";
import type { Cropper, NewCropper } from "./cropper";
import { type Lens, lensOf } from "./lens";
import type { Logger } from "./logger";
import {
  isLarge,
  isSame,
  isWhole,
  type Reach,
  type Region,
  regionOf,
  WHOLE,
  WITHIN,
} from "./region";
import { type Spot, Spots } from "./spots";
import { SPEAK_EVERY_MS, type Steering, type SteerWord } from "./steering";
import { nothing, type Stop, type Time } from "./time";
import type { SteeringView } from "./steering-view";
import type { WordOf } from "./words";

export interface EyeOptions {
  readonly newCropper: NewCropper;
  /** Other lines of this device have the same camera: it stands still, and each cuts for itself. */
  readonly isFramed: boolean;
  readonly store: Store;
  /** Names this line on this device's disk. */
  readonly key: string;
  /** The classroom, as the plan calls it; empty if it does not say. */
  readonly room: () => string;
  readonly time: Time;
  readonly logger: Logger;
  readonly say: (word: SteerWord) => void;
  /** What is sent may be another track. */
  readonly onChange: () => void;
}

/** What leaves: of the whole, and of the picture that the camera gives. */
interface Shown {
  readonly region: Region;
  readonly crop: Region;
  readonly n: number;
}

/** So long after the last wish nobody looks around any more: then the camera's own picture leaves. */
const LINGER_MS = 30_000;

const ALL: Shown = { region: WHOLE, crop: WHOLE, n: 0 };

export class Eye implements Steering {
  private camera: MediaStreamTrack | null = null;
  private cropper: Cropper | null = null;
  private canCrop = true;
  private lens: Lens | null = null;
  private wanted: Region = WHOLE;
  private shown = ALL;
  private n = 0;
  private isLocked = false;
  private rests = false;
  private keepsSize = false;
  private lookedAt = -Infinity;
  private stopLinger: Stop = nothing;
  private readonly spots: Spots;
  private readonly memory: AimMemory;
  private said = "";
  private stopPace: Stop = nothing;
  private isPaced = false;

  constructor(private readonly options: EyeOptions) {
    this.spots = new Spots(options.store, spotsKey(options.key));
    this.memory = new AimMemory(options.store);
  }

  get view(): SteeringView | null {
    const { by } = this;
    if (by === "none") return null;
    const spots = this.spots.in(this.options.room());
    const { shown, wanted, reach, isLocked: locked } = this;
    return { shown: shown.crop, wanted, reach, by, locked, spots };
  }

  sent(camera: MediaStreamTrack | null): MediaStreamTrack | null {
    if (camera !== this.camera) this.useCamera(camera);
    else if (this.hasGrown) this.place();
    this.tell();
    return this.cropper?.track ?? camera;
  }

  hear(word: SteerWord): void {
    if (word.type === "view") return;
    this.n = word.n;
    if (this.isLocked) this.aim();
    else if (word.type === "look") this.look(word);
    else if (word.keep) this.keep(word.name);
    else this.goTo(word.name);
  }

  delivered(): void {
    // What is not known there is said again by the talk.
  }

  introduction(): readonly SteerWord[] {
    const word = this.word();
    this.said = JSON.stringify(word);
    return [word];
  }

  look(region: Region): void {
    this.lookedAt = this.options.time.now();
    this.wanted = regionOf(region, this.reach) ?? this.wanted;
    this.aim();
  }

  goTo(spot: Spot): void {
    this.look(this.spots.at(this.options.room(), spot) ?? this.wanted);
  }

  keep(spot: Spot): void {
    this.spots.keep(this.options.room(), spot, this.wanted);
    this.answer();
  }

  rest(rests: boolean): void {
    if (rests === this.rests) return;
    this.rests = rests;
    this.aim();
  }

  keepSize(keeps: boolean): void {
    this.keepsSize = keeps;
    this.aim();
  }

  lock(isLocked: boolean): void {
    this.isLocked = isLocked;
    this.write(isLocked);
    this.answer();
  }

  /** What was locked stays locked. */
  recall(): void {
    try {
      this.isLocked = this.options.store.getItem(lockKey(this.options.key)) !== null;
    } catch {
      // Then the pupil steers, and the class locks again.
    }
  }

  forget(): void {
    this.isLocked = false;
    this.write(false);
    this.n = 0;
    this.said = "";
    this.lookedAt = -Infinity;
    this.wanted = WHOLE;
    this.aim();
  }

  close(): void {
    this.stopPace();
    this.useCamera(null);
  }

  private get reach(): Reach {
    return this.lens?.reach ?? WITHIN;
  }

  private get by(): "crop" | "camera" | "none" {
    if (this.camera === null) return "none";
    if (this.lens !== null) return "camera";
    return this.canCrop ? "crop" : "none";
  }

  /** The same camera was asked for more pixels meanwhile, and all of them would leave. */
  private get hasGrown(): boolean {
    const { camera, cropper, canCrop } = this;
    return camera !== null && cropper === null && canCrop && isLarge(sizeOf(camera));
  }

  /** The next camera is looked at as the one before, and may be able to do more. */
  private useCamera(camera: MediaStreamTrack | null): void {
    this.stopLinger();
    this.letCropper();
    this.letLens();
    this.camera = camera;
    this.canCrop = true;
    const { time, logger, isFramed } = this.options;
    // In a frame no lens has to find its way first: the same part is cut from the first picture on.
    this.shown = { ...(isFramed ? this.shown : ALL), n: this.n };
    if (camera === null) return;
    const onFailed = () => this.lensFailed();
    const { memory } = this;
    this.lens = isFramed ? null : lensOf({ camera, memory, time, logger, onFailed });
    this.comeWithin();
    this.place();
  }

  /** As the class had aimed it. */
  private letLens(): void {
    this.lens?.home();
    this.lens?.close();
    this.lens = null;
  }

  /** Another camera may reach less far. */
  private comeWithin(): void {
    this.wanted = regionOf(this.wanted, this.reach) ?? WHOLE;
  }

  private aim(): void {
    const before = this.cropper;
    this.place();
    if (this.cropper !== before) this.options.onChange();
    this.tell();
  }

  /** Turns the camera as far as it can, and cuts the rest. */
  private place(): void {
    const { camera, lens, n } = this;
    const region = this.rests ? WHOLE : this.wanted;
    if (camera === null) return;
    const aim = lens?.aimAt(region) ?? { settings: null, crop: region };
    const next = { region, crop: aim.crop, n };
    this.cut(camera, aim.crop, aim.settings === null ? () => this.shows(next) : nothing);
    if (aim.settings !== null) lens?.turn(aim.settings, () => this.shows(next));
  }

  private cut(camera: MediaStreamTrack, crop: Region, onShown: () => void): void {
    this.stopLinger();
    const isOwn = this.isOwn(camera, crop);
    const lingerMs = this.cropper?.isCheap === true ? this.lingerMs : 0;
    if (isOwn && lingerMs <= 0) {
      this.letCropper();
      onShown();
      return;
    }
    this.cropper ??= this.newCropper(camera);
    this.cropper?.show(crop, onShown);
    if (isOwn) this.stopLinger = this.options.time.after(lingerMs, () => this.aim());
  }

  /** The camera's own track is as good. */
  private isOwn(camera: MediaStreamTrack, crop: Region): boolean {
    return isWhole(crop) && !this.keepsSize && !isLarge(sizeOf(camera));
  }

  /** So long the whole is cut as well: who looks around often goes by it. */
  private get lingerMs(): number {
    return this.rests ? 0 : this.lookedAt + LINGER_MS - this.options.time.now();
  }

  private letCropper(): void {
    this.cropper?.close();
    this.cropper = null;
  }

  private newCropper(camera: MediaStreamTrack): Cropper | null {
    if (!this.canCrop) return null;
    const cropper = this.options.newCropper(camera, () => this.cropFailed());
    if (cropper === null) this.cannotCrop();
    return cropper;
  }

  /** The camera's own picture goes on. */
  private cropFailed(): void {
    this.stopLinger();
    this.cropper = null;
    this.cannotCrop();
    this.options.onChange();
    this.tell();
  }

  /** Nor is it turned then: what it can't do by itself could not be cut. */
  private cannotCrop(): void {
    this.canCrop = false;
    this.letLens();
    this.wanted = WHOLE;
    this.shown = { ...ALL, n: this.n };
    this.options.logger.warn("crop.impossible");
  }

  private lensFailed(): void {
    this.lens = null;
    this.comeWithin();
    this.aim();
  }

  private shows(next: Shown): void {
    const isOther = !isSame(next.crop, this.shown.crop) || !isSame(next.region, this.shown.region);
    this.shown = next;
    this.tell();
    if (isOther) this.options.onChange();
  }

  /** The same picture, and something to say of it. */
  private answer(): void {
    this.aim();
    this.options.onChange();
  }

  private tell(): void {
    const word = this.word();
    const text = JSON.stringify(word);
    if (text === this.said || this.isPaced) return;
    this.said = text;
    this.options.say(word);
    this.isPaced = true;
    this.stopPace = this.options.time.after(SPEAK_EVERY_MS, () => {
      this.isPaced = false;
      this.tell();
    });
  }

  private word(): WordOf<"view"> {
    const { by, shown, reach, isLocked: locked } = this;
    const { x, y, size } = shown.region;
    const spots = this.spots.in(this.options.room());
    return { type: "view", n: shown.n, x, y, size, reach, by, locked, spots };
  }

  private write(isLocked: boolean): void {
    const { store, key } = this.options;
    try {
      if (isLocked) store.setItem(lockKey(key), "1");
      else store.removeItem(lockKey(key));
    } catch {
      // A full disk: a crash unlocks it.
    }
  }
}

export function spotsKey(key: string): string {
  return `${key}.spots`;
}

export function lockKey(key: string): string {
  return `${key}.locked`;
}

function sizeOf(camera: MediaStreamTrack): { readonly width: number; readonly height: number } {
  const { width = 0, height = 0 } = camera.getSettings();
  return { width, height };
}
