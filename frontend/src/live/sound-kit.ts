/**
 * Web Audio, for what the browser's own players can't: meters, one track out of two microphones, a
 * limit to what is played. Nothing of it is kept; what goes out has only microphones in it, the
 * sound of a tab that is shared, and other pupils of the class where all families agreed.
 */

import { type Ear, earIn } from "../shared/ear";
import { melody, wavOf } from "../shared/melody";
import { factorOf } from "./sound-gain";
import { limitCurve, makeupDb, type Output } from "./sound-limit";

/** A microphone, a tab or another pupil, and how loud it goes out. */
export interface Input {
  readonly track: MediaStreamTrack;
  readonly db: number;
}

export interface Mixer {
  readonly track: MediaStreamTrack;
  /** All that is in it from now on; what was and is not named goes out of it. */
  set(inputs: readonly Input[]): void;
  close(): void;
}

export interface Limiter {
  /** Theirs, and never louder than the ceiling. */
  readonly track: MediaStreamTrack;
  hear(track: MediaStreamTrack | null): void;
  set(output: Output): void;
  close(): void;
}

export interface SoundKit {
  /** False until the browser lets it run, and while a call or another app has the sound. */
  readonly isRunning: boolean;
  /** iPads have a fixed volume. */
  readonly canSetVolume: boolean;
  readonly rate: number;
  ear(track: MediaStreamTrack): Ear;
  newMixer(): Mixer;
  newLimiter(): Limiter;
  /** Soft bells from this device's own loudspeaker, and from nowhere else; false if refused. */
  ring(speaker: string | null): Promise<boolean>;
  close(): void;
}

/** Changes of a gain that no ear hears as a click. */
const GLIDE_S = 0.05;
const SOFT_BELLS = 0.12;
const LIMIT = { ratio: 20, attack: 0.001, release: 0.15, knee: 0 };
/** The compressor begins so far below the ceiling that the curve has little left to do. */
const BELOW_CEILING_DB = 4;

/** `onChange`: it began or ceased to run. */
export function webSoundKit(onChange: () => void): SoundKit {
  const context = new AudioContext();
  context.onstatechange = onChange;
  void context.resume().catch(() => undefined);
  const streamOf = (track: MediaStreamTrack) => new MediaStream([track]);
  return {
    get isRunning() {
      return context.state === "running";
    },
    canSetVolume: hasVolume(),
    rate: context.sampleRate,
    ear: (track) => earIn(context, streamOf(track)),
    newMixer: () => newMixer(context),
    newLimiter: () => newLimiter(context),
    ring: (speaker) => ring(speaker),
    close: () => void context.close(),
  };
}

function hasVolume(): boolean {
  const player = new Audio();
  player.volume = 0.5;
  return player.volume === 0.5;
}

interface Strand {
  readonly source: MediaStreamAudioSourceNode;
  readonly gain: GainNode;
}

function newMixer(context: AudioContext): Mixer {
  const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  const strands = new Map<MediaStreamTrack, Strand>();
  const add = ({ track, db }: Input) => {
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const gain = new GainNode(context, { gain: factorOf(db) });
    source.connect(gain).connect(out);
    strands.set(track, { source, gain });
  };
  const drop = (track: MediaStreamTrack, { source, gain }: Strand) => {
    source.disconnect();
    gain.disconnect();
    strands.delete(track);
  };
  const set = (inputs: readonly Input[]) => {
    for (const [track, strand] of strands)
      if (!inputs.some((input) => input.track === track)) drop(track, strand);
    for (const input of inputs) {
      const gain = strands.get(input.track)?.gain.gain;
      if (gain === undefined) add(input);
      else gain.setTargetAtTime(factorOf(input.db), context.currentTime, GLIDE_S);
    }
  };
  const close = () => {
    set([]);
    only(out.stream).stop();
  };
  return { track: only(out.stream), set, close };
}

function newLimiter(context: AudioContext): Limiter {
  const chain = limiterIn(context);
  const out = new MediaStreamAudioDestinationNode(context);
  chain.last.connect(out);
  // Chromium gives Web Audio nothing of what comes over a line unless a player plays it too
  // (https://crbug.com/933677).
  const pump = new Audio();
  pump.muted = true;
  let source: MediaStreamAudioSourceNode | null = null;
  const hear = (track: MediaStreamTrack | null) => {
    source?.disconnect();
    source = track === null ? null : context.createMediaStreamSource(new MediaStream([track]));
    source?.connect(chain.first);
    pump.srcObject = source?.mediaStream ?? null;
    if (source !== null) void pump.play().catch(() => undefined);
  };
  const close = () => {
    hear(null);
    chain.last.disconnect();
    only(out.stream).stop();
  };
  return { track: only(out.stream), hear, set: chain.set, close };
}

/** Also over an `OfflineAudioContext`, where it can be measured. */
export function limiterIn(context: BaseAudioContext): {
  readonly first: AudioNode;
  readonly last: AudioNode;
  readonly set: (output: Output) => void;
} {
  const gain = new GainNode(context);
  const compressor = new DynamicsCompressorNode(context, LIMIT);
  const makeup = new GainNode(context);
  const last = new GainNode(context);
  gain.connect(compressor).connect(makeup);
  let shaper: WaveShaperNode | null = null;
  const set = (output: Output) => {
    const ceiling = Math.max(output.ceiling, 1e-4);
    const threshold = Math.max(-60, 20 * Math.log10(ceiling) - BELOW_CEILING_DB);
    gain.gain.value = output.gain;
    compressor.threshold.value = threshold;
    makeup.gain.value = factorOf(-makeupDb(threshold, LIMIT.ratio));
    // A curve is set once in the life of its node.
    const next = new WaveShaperNode(context, { curve: limitCurve(ceiling) });
    makeup.disconnect();
    shaper?.disconnect();
    makeup.connect(next).connect(last);
    shaper = next;
  };
  return { first: gain, last, set };
}

async function ring(speaker: string | null): Promise<boolean> {
  const address = URL.createObjectURL(new Blob([wavOf(melody(SOFT_BELLS))], { type: "audio/wav" }));
  const player = new Audio(address);
  player.onended = () => URL.revokeObjectURL(address);
  try {
    if (speaker !== null && "setSinkId" in player) await player.setSinkId(speaker);
    await player.play();
    return true;
  } catch {
    URL.revokeObjectURL(address);
    return false;
  }
}

/** A destination has one track, always. */
function only(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getAudioTracks();
  if (track === undefined) throw new DOMException("", "NotFoundError");
  return track;
}
