/** The test sound: three rising bells, as a WAV file made here. */

const RATE = 44_100;
export const NOTES_HERTZ: readonly number[] = [523.25, 659.26, 783.99];
/** From one bell to the next. */
export const NOTE_S = 0.32;
const RING_S = 1.1;
const LOUDNESS = 0.45;
const HEADER_BYTES = 44;

/** Samples from -1 to 1, mono, 44.1 kHz. */
export function melody(loudness = LOUDNESS): Float32Array {
  const length = Math.ceil(RATE * (NOTE_S * (NOTES_HERTZ.length - 1) + RING_S));
  const samples = new Float32Array(length);
  NOTES_HERTZ.forEach((hertz, nth) => {
    addBell(samples, { hertz, loudness }, Math.round(nth * NOTE_S * RATE));
  });
  return samples;
}

/** Source: RIFF WAVE, PCM of 16 bits, one channel. */
export function wavOf(samples: Float32Array): ArrayBuffer {
  const bytes = samples.length * 2;
  const file = new DataView(new ArrayBuffer(HEADER_BYTES + bytes));
  writeText(file, 0, "RIFF");
  file.setUint32(4, HEADER_BYTES - 8 + bytes, true);
  writeText(file, 8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, RATE, true);
  file.setUint32(28, RATE * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  writeText(file, 36, "data");
  file.setUint32(40, bytes, true);
  samples.forEach((sample, at) => {
    file.setInt16(HEADER_BYTES + at * 2, Math.round(sample * 32_767), true);
  });
  return file.buffer;
}

interface Bell {
  readonly hertz: number;
  readonly loudness: number;
}

function addBell(samples: Float32Array, { hertz, loudness }: Bell, from: number): void {
  for (let at = 0; at < RING_S * RATE && from + at < samples.length; at++) {
    const second = at / RATE;
    const rise = Math.min(1, second / 0.01);
    const fade = Math.exp(-4 * second);
    const wave = Math.sin(2 * Math.PI * hertz * second);
    samples[from + at] = (samples[from + at] ?? 0) + loudness * rise * fade * wave;
  }
}

function writeText(file: DataView, at: number, text: string): void {
  for (let nth = 0; nth < text.length; nth++) file.setUint8(at + nth, text.charCodeAt(nth));
}
