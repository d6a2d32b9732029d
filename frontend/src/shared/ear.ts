/** Listens to a stream without keeping or playing anything of it. */

/** Gives the newest samples of a stream, from -1 to 1. */
export interface Ear {
  listen(): Float32Array;
  close(): void;
}

const SAMPLES = 2048;

/** By Web Audio, over a context of its own. Made after a press, so that the browser lets it run. */
export function soundEar(stream: MediaStream): Ear {
  const context = new AudioContext();
  const ear = earIn(context, stream);
  void context.resume().catch(() => undefined);
  return { listen: () => ear.listen(), close: () => void context.close() };
}

/** Over a context that others use too, and that stays. */
export function earIn(context: AudioContext, stream: MediaStream): Ear {
  const source = context.createMediaStreamSource(stream);
  const analyser = new AnalyserNode(context, { fftSize: SAMPLES });
  source.connect(analyser);
  const samples = new Float32Array(SAMPLES);
  return {
    listen: () => {
      analyser.getFloatTimeDomainData(samples);
      return samples;
    },
    close: () => {
      source.disconnect();
    },
  };
}
