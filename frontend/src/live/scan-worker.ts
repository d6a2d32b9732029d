/** Works on pictures beside the page, so that the lesson never stands still for it. */

import { cornersIn } from "./scan-edges";
import { type Corners, INSET } from "./scan-geometry";
import { clarified, type Pixels, straightened } from "./scan-pixels";

export type ScanTask =
  | { readonly id: number; readonly do: "find"; readonly picture: Blob }
  | {
      readonly id: number;
      readonly do: "make";
      readonly picture: Blob;
      /** Null: as it is. */
      readonly corners: Corners | null;
      readonly clear: boolean;
    };

export type ScanAnswer =
  | { readonly id: number; readonly corners: Corners; readonly found: boolean }
  | { readonly id: number; readonly picture: Blob }
  | { readonly id: number; readonly failed: string };

const QUALITY = 0.9;
/** To look for edges less is enough. */
const FIND_WIDE = 960;

addEventListener("message", ({ data }: MessageEvent<ScanTask>) => {
  work(data).then(
    (answer) => postMessage(answer),
    (error: unknown) =>
      postMessage({ id: data.id, failed: error instanceof Error ? error.name : "unknown" }),
  );
});

async function work(task: ScanTask): Promise<ScanAnswer> {
  const { id, picture } = task;
  if (task.do === "find") {
    const corners = cornersIn(await pixelsOf(picture, FIND_WIDE));
    return { id, corners: corners ?? INSET, found: corners !== null };
  }
  let pixels = await pixelsOf(picture, Infinity);
  if (task.corners !== null) pixels = straightened(pixels, task.corners);
  if (task.clear) pixels = clarified(pixels);
  return { id, picture: await blobOf(pixels) };
}

async function pixelsOf(picture: Blob, widest: number): Promise<Pixels> {
  const bitmap = await createImageBitmap(picture);
  const scale = Math.min(1, widest / bitmap.width);
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (pen === null) throw new Error("no canvas");
  pen.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return pen.getImageData(0, 0, width, height);
}

function blobOf({ data, width, height }: Pixels): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
}
