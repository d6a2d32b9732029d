/** Their latest photo of the board, in memory alone, as long as it takes the picture's place. */

import type { State } from "./words";

/** They have a picture for us, if only the line would carry it. */
export function showsPicture({
  camera,
  watching,
  paused,
}: Pick<State, "camera" | "watching" | "paused">): boolean {
  return camera === "on" && !watching && paused === null;
}

export interface Urls {
  readonly of: (photo: Blob) => string;
  readonly revoke: (url: string) => void;
}

export class PhotoFrame {
  /** For an `<img>`; null shows none. */
  url: string | null = null;
  private isWanted = false;

  constructor(
    private readonly urls: Urls,
    private readonly onChange: () => void,
  ) {}

  /** False while their picture is there, or they show none: then the photo goes. */
  want(isWanted: boolean): void {
    this.isWanted = isWanted;
    if (!isWanted) this.replace(null);
  }

  receive(photo: Blob): void {
    if (this.isWanted) this.replace(this.urls.of(photo));
  }

  private replace(url: string | null): void {
    if (this.url === url) return;
    if (this.url !== null) this.urls.revoke(this.url);
    this.url = url;
    this.onChange();
  }
}
