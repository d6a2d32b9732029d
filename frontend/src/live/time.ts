/** Time as the room sees it: passed in, so that a test can hold it in its hand. */

export type Stop = () => void;

/** Stops nothing: for what has not started yet. */
export const nothing: Stop = () => undefined;

export interface Time {
  /** Milliseconds since 1970 on this device; never jumps when somebody sets the device's clock. */
  now(): number;
  /** What this device's own clock shows: it jumps when it is set, and goes on in its sleep. */
  wall(): number;
  after(delayMs: number, act: () => void): Stop;
  every(periodMs: number, act: () => void): Stop;
}

export const browserTime: Time = {
  now: () => performance.timeOrigin + performance.now(),
  wall: () => Date.now(),
  after: (delayMs, act) => {
    const timer = setTimeout(act, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
  every: (periodMs, act) => {
    const timer = setInterval(act, periodMs);
    return () => {
      clearInterval(timer);
    };
  },
};
