/** Fingers, mouse and keys over a picture, as what is looked at next. No DOM. */

import {
  type Fingers,
  isWhole,
  MIDDLE,
  moved,
  pinched,
  type Point,
  type Region,
  WHOLE,
  zoomed,
} from "../region";

/** A press on a key, and a turn of a wheel by one notch. */
const STEP = 1.5;
/** In parts of what is seen. */
const STRIDE = 0.2;
const CLOSER = 3;
const NOTCH_PIXELS = 100;
/** Of a wheel: pixels, lines, pages. Source: W3C uievents, `deltaMode`. */
const UNITS = [1, 33, 300];
/** A finger that moved less has only touched. */
const STILL = 0.015;
const TWICE_MS = 350;

/** What each key makes of what is looked at. */
const KEYS: Readonly<Record<string, (region: Region) => Region>> = {
  ArrowLeft: (region) => moved(region, -STRIDE, 0),
  ArrowRight: (region) => moved(region, STRIDE, 0),
  ArrowUp: (region) => moved(region, 0, -STRIDE),
  ArrowDown: (region) => moved(region, 0, STRIDE),
  "+": closer,
  "=": closer,
  "-": further,
  _: further,
  "0": () => WHOLE,
  Home: () => WHOLE,
};

/** Null if it is no key of ours. */
export function pressedKey(region: Region, key: string): Region | null {
  return Object.hasOwn(KEYS, key) ? (KEYS[key]?.(region) ?? null) : null;
}

export function closer(region: Region): Region {
  return zoomed(region, STEP, MIDDLE);
}

export function further(region: Region): Region {
  return zoomed(region, 1 / STEP, MIDDLE);
}

/** `pixels`: down is further away. A browser that counts in lines or pages says so by `mode`. */
export function wheeled(region: Region, pixels: number, mode: number, at: Point): Region {
  const notches = (pixels * (UNITS[mode] ?? 1)) / NOTCH_PIXELS;
  return zoomed(region, STEP ** -Math.min(2, Math.max(-2, notches)), at);
}

interface Finger {
  readonly id: number;
  readonly began: Point;
  readonly is: Point;
}

/** Follows at most two pointers from the first touch to the last. */
export class Touch {
  private fingers: readonly Finger[] = [];
  private from: Region = WHOLE;
  private hasMoved = false;
  private tappedAt = -Infinity;
  private tapped: Point = MIDDLE;

  constructor(private readonly aspect: () => number) {}

  get isOn(): boolean {
    return this.fingers.length > 0;
  }

  down(id: number, at: Point, region: Region): void {
    if (this.fingers.length === 0) this.hasMoved = false;
    if (this.fingers.length < 2) this.begin([...this.fingers, { id, began: at, is: at }], region);
    if (this.fingers.length === 2) this.hasMoved = true;
  }

  /** Null if nothing changes. */
  move(id: number, at: Point): Region | null {
    if (!this.fingers.some((finger) => finger.id === id)) return null;
    this.fingers = this.fingers.map((finger) =>
      finger.id === id ? { ...finger, is: at } : finger,
    );
    const [one, other] = this.fingers;
    if (one === undefined) return null;
    if (other !== undefined) {
      const before: Fingers = [one.began, other.began];
      return pinched(this.from, before, [one.is, other.is], this.aspect());
    }
    const [right, down] = [one.is.x - one.began.x, one.is.y - one.began.y];
    this.hasMoved ||= Math.hypot(right, down) > STILL;
    return this.hasMoved ? moved(this.from, -right, -down) : null;
  }

  /** Two quick touches show more or less; null if nothing changes. */
  up(id: number, region: Region, now: number): Region | null {
    const finger = this.fingers.find((one) => one.id === id);
    if (finger === undefined) return null;
    this.begin(
      this.fingers.filter((one) => one !== finger),
      region,
    );
    if (this.hasMoved || this.isOn) return null;
    const isSecond = now - this.tappedAt < TWICE_MS && isNear(this.tapped, finger.is);
    this.tappedAt = isSecond ? -Infinity : now;
    this.tapped = finger.is;
    if (!isSecond) return null;
    return isWhole(region) ? zoomed(region, CLOSER, finger.is) : WHOLE;
  }

  cancel(): void {
    this.fingers = [];
  }

  /** The rest goes on from what is seen now. */
  private begin(fingers: readonly Finger[], region: Region): void {
    this.from = region;
    this.fingers = fingers.map((finger) => ({ ...finger, began: finger.is }));
  }
}

function isNear(one: Point, other: Point): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) < 4 * STILL;
}
