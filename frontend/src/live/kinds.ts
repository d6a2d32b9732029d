/** What can be sent: `video` is the board of a class, or the face at home. */

/** `room` is the second camera of a class; home has none. */
export type Kind = "audio" | "video" | "room";
export const KINDS: readonly Kind[] = ["audio", "video", "room"];

/** What one capture call gives. */
export type FirstKind = "audio" | "video";

/** What the pupil sees large. */
export type Looks = "board" | "room";
export const LOOKS: readonly Looks[] = ["board", "room"];

/** What the browser calls it. */
export function mediumOf(kind: Kind): "audio" | "video" {
  return kind === "audio" ? "audio" : "video";
}
