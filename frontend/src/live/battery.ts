/** How full this device's battery is, where the browser tells. Source: W3C battery-status. */

interface BatteryManager {
  readonly charging: boolean;
  readonly level: number;
}
interface Source {
  readonly getBattery?: () => Promise<BatteryManager>;
}

/** 0 to 1 while it runs down; null on the mains, or as long as the browser does not tell. */
export function batteryOf(source: object): () => number | null {
  let battery: BatteryManager | null = null;
  const { getBattery } = source as Source;
  getBattery?.call(source).then(
    (found) => (battery = found),
    () => undefined,
  );
  return () => (battery === null || battery.charging ? null : battery.level);
}

/** So little is worth a warning. */
const LOW_PERCENT = 20;
/** Told in steps: each other number is a word over the line. */
const STEP_PERCENT = 5;

/** Of a level of 0 to 1; never 0 while it runs. */
export function percentOf(level: number | null): number | null {
  if (level === null) return null;
  const steps = Math.max(1, Math.round((level * 100) / STEP_PERCENT));
  return Math.min(100, steps * STEP_PERCENT);
}

export function isLow(percent: number | null): boolean {
  return percent !== null && percent <= LOW_PERCENT;
}
