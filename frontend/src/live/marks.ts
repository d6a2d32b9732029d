/** Moments worth measuring: `performance.getEntriesByType("mark")` gives them to who asks. */

/** Marks, and for `track` also the first frame of that picture on the screen. */
export function markIn(where: Element | null, name: string): void {
  performance.mark(`sio.${name}`);
  const video = name === "track" ? where?.querySelector("video") : null;
  if (!video || !("requestVideoFrameCallback" in video)) return;
  video.requestVideoFrameCallback(() => performance.mark("sio.first-frame"));
}
