/** Keeps the last picture of a video on screen: it may turn black when its track ends. */

export class LastPicture {
  private isKept = false;

  constructor(private readonly within: ParentNode) {}

  keep(on: boolean): void {
    const canvas = this.within.querySelector("canvas");
    const video = this.within.querySelector("video");
    if (!canvas || !video || on === this.isKept) return;
    this.isKept = on;
    canvas.hidden = !on;
    if (!on || !video.videoWidth) return;
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext("2d")?.drawImage(video, 0, 0);
  }
}
