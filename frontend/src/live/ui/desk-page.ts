/** One page of paper on the desk, with the addresses under which it is shown. */

import type { KeptPage } from "../pages-store";
import type { Corners } from "../scan-geometry";

export interface Page extends KeptPage {
  readonly photoUrl: string;
  corners: Corners | null;
  clear: boolean;
  made: Blob | null;
  /** Of what was made of the photo; of the photo itself while there is nothing. */
  url: string;
}

export function pageOf(kept: KeptPage): Page {
  const photoUrl = URL.createObjectURL(kept.photo);
  const url = kept.made === null ? photoUrl : URL.createObjectURL(kept.made);
  return { ...kept, photoUrl, url };
}

/** What the person called it stays out of this. */
export function withoutName(photo: File): Blob {
  return photo.slice(0, photo.size, photo.type);
}

export function forget({ url, photoUrl }: Page): void {
  URL.revokeObjectURL(url);
  URL.revokeObjectURL(photoUrl);
}
