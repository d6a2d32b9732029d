/**
 * Fixed event names with plain values.
 *
 * `info` is one line per change in the life of the room; nothing is logged more than about once a
 * second. Never a description, a candidate, an address, a name or what somebody said.
 */

export type LogValue = string | number | boolean | null;
export type LogValues = Readonly<Record<string, LogValue>>;

export interface Logger {
  info(event: string, values?: LogValues): void;
  warn(event: string, values?: LogValues): void;
}

/** Writes to the browser's console; `info` only if `verbose`. */
export function consoleLogger(verbose: boolean): Logger {
  return {
    info: (event, values) => {
      if (verbose) console.info(line(event, values));
    },
    warn: (event, values) => console.warn(line(event, values)),
  };
}

export const silentLogger: Logger = { info: () => undefined, warn: () => undefined };

function line(event: string, values: LogValues = {}): string {
  const words = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return ["sio", event, ...words].join(" ");
}
