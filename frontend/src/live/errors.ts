/** What can go wrong in the live room, each with a stable code for the helpdesk. */

export type ErrorCode =
  | "protocol.malformed"
  | "protocol.unknown"
  | "protocol.too_big"
  | "media.refused"
  | "media.missing"
  | "media.busy"
  | "media.insecure"
  | "media.unsupported"
  | "peer.negotiation"
  | "peer.unsupported"
  | "files.empty"
  | "files.too_big"
  | "files.type"
  | "files.lies"
  | "files.active"
  | "files.unreadable"
  | "files.broken"
  | "files.no_room";

/** One error of the live room; `cause` is what the browser said. */
export class LiveError extends Error {
  override readonly name = "LiveError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** The code if it is one of ours, else the name of the browser's error. */
export function codeOf(error: unknown): string {
  if (error instanceof LiveError) return error.code;
  return error instanceof Error ? error.name : "unknown";
}
