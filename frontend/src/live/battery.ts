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
