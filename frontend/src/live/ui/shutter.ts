/** The sound of a shutter, drawn by ourselves: nobody is photographed unheard. */

const CLICKS_S = [0, 0.09];
const CLICK_S = 0.05;
const LOUDNESS = 0.5;

export class ShutterSound {
  private context: AudioContext | null = null;

  /** Call it from a press: browsers give no sound before one. */
  unlock(): void {
    if (typeof AudioContext === "undefined") return;
    this.context ??= new AudioContext();
    if (this.context.state !== "running") void this.context.resume().catch(() => undefined);
  }

  click(): void {
    this.unlock();
    const { context } = this;
    if (context === null) return;
    for (const at of CLICKS_S) clickAt(context, context.currentTime + at);
  }

  close(): void {
    void this.context?.close();
    this.context = null;
  }
}

/** A burst of noise that dies away. */
function clickAt(context: AudioContext, at: number): void {
  const samples = Math.ceil(CLICK_S * context.sampleRate);
  const buffer = context.createBuffer(1, samples, context.sampleRate);
  const wave = buffer.getChannelData(0);
  for (let i = 0; i < samples; i += 1) {
    wave[i] = LOUDNESS * (2 * Math.random() - 1) * (1 - i / samples) ** 4;
  }
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.connect(context.destination);
  source.start(at);
}
