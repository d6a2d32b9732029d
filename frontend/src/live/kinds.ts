/** What can be sent: `video` is the board of a class, or the face at home. */

/** `room` is the second camera of a class; home has none. */
export type Kind = "audio" | "video" | "room";
export const KINDS: readonly Kind[] = ["audio", "video", "room"];

/** Of a camera. */
export type PictureKind = Exclude<Kind, "audio">;

/** What a call has a way for: `mates` is the small picture of other pupils (docs/adr/0065). */
export type Lane = Kind | "mates";
export type PictureLane = Exclude<Lane, "audio">;
export const LANES: readonly Lane[] = [...KINDS, "mates"];

/** What one capture call gives. */
export type FirstKind = "audio" | "video";

/** What the pupil sees large. */
export type Looks = "board" | "room";
export const LOOKS: readonly Looks[] = ["board", "room"];

/** What the browser calls it. */
export function mediumOf(kind: Lane): "audio" | "video" {
  return kind === "audio" ? "audio" : "video";
}
