/** Two soft bells for a raised hand: an apart sound, so that muting the pupil leaves it. */

const NOTES: readonly { readonly hertz: number; readonly atS: number }[] = [
  { hertz: 659.26, atS: 0 },
  { hertz: 987.77, atS: 0.16 },
];
const RING_S = 1.1;
const LOUDNESS = 0.35;

export class Chime {
  private context: AudioContext | null = null;
  private place = "";

  /** Call it from a press: browsers give no sound before one. */
  unlock(): void {
    if (typeof AudioContext === "undefined") return;
    this.context ??= new AudioContext();
    if (this.context.state !== "running") void this.context.resume().catch(() => undefined);
  }

  /** The loudspeaker that a person chose; `""` is the browser's own. */
  playOn(speaker: string): void {
    this.place = speaker;
  }

  /** As loud as `share`, 0 to 1, of the loudest; also while the pupil's sound is switched off. */
  ring(share: number): void {
    this.unlock();
    this.findPlace();
    const context = this.context;
    if (context === null) return;
    const bells = (): void => {
      for (const note of NOTES) bell(context, note, LOUDNESS * share);
    };
    if (context.state === "running") bells();
    else void context.resume().then(bells, () => undefined);
  }

  /** Chromium only; elsewhere it rings where the browser likes. */
  private findPlace(): void {
    const context: (AudioContext & Partial<Placeable>) | null = this.context;
    if (context?.setSinkId === undefined || context.sinkId === this.place) return;
    void context.setSinkId(this.place).catch(() => undefined);
  }

  close(): void {
    void this.context?.close();
    this.context = null;
  }
}

/** Source: W3C Web Audio 1.1; ahead of the types. */
interface Placeable {
  readonly sinkId: string | object;
  setSinkId(id: string): Promise<void>;
}

function bell(context: AudioContext, note: (typeof NOTES)[number], loudness: number): void {
  const start = context.currentTime + note.atS;
  for (const [partial, part] of [
    [1, 1],
    [2.76, 0.25],
  ] as const) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = note.hertz * partial;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(loudness * part, start + 0.012);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + RING_S / partial);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + RING_S);
  }
}
