/** Opening a camera or a microphone, and why that fails. */

export type Failure = "refused" | "missing" | "busy" | "failed";
export type Kind = "videoinput" | "audioinput" | "audiooutput";

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Equal for the entries of one and the same thing. */
  readonly group: string;
}

/** Second entries of what is in the list already. */
const ALIASES: ReadonlySet<string> = new Set(["default", "communications", ""]);

const FAILURES: Readonly<Record<string, Failure>> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** Source: W3C mediacapture-streams, getUserMedia(), the steps that reject. */
export function failureOf(error: unknown): Failure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return FAILURES[name] ?? "failed";
}

export function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** What the person may choose between; empty before permission, when nothing has a name yet. */
export async function choicesOf(devices: MediaDevices, kind: Kind): Promise<readonly Choice[]> {
  const all = await devices.enumerateDevices().catch(() => []);
  return all
    .filter((one) => one.kind === kind && one.label !== "" && !ALIASES.has(one.deviceId))
    .map((one) => ({ id: one.deviceId, label: one.label, group: one.groupId }));
}
