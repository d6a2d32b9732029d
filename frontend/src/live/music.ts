/** Music as it is: nothing taken out of it, in stereo, as long as the line is good. Pure. */

import type { Sound } from "./policy";

/** Of Opus: more is not heard. Source: RFC 7587, section 3.1.1, stereo music of full band. */
const MUSIC_KBPS = 128;
/** Below it the policy has begun to spare the sound: then a voice that comes through goes first. */
const GOOD_KBPS = 32;

export interface Tuned extends Sound {
  readonly isStereo: boolean;
}

/** Said once: twice would take a quarter of a megabit; what is lost is asked for again. */
export function withMusic(sound: Sound, isMusic: boolean): Tuned {
  if (!isMusic || sound.kbps < GOOD_KBPS) return { ...sound, isStereo: false };
  return { ...sound, kbps: MUSIC_KBPS, isTwice: false, isStereo: true };
}

/**
 * What is asked of a microphone: for a voice clean, for music as it is.
 *
 * `isFramed`: other pupils sound from the loudspeaker here, who must not go out with it.
 */
export function soundAsked(isMusic: boolean, isFramed = false): MediaTrackConstraints {
  const isClean = !isMusic;
  const processing = {
    echoCancellation: isClean || isFramed,
    noiseSuppression: isClean,
    autoGainControl: isClean,
  };
  return isMusic ? { ...processing, channelCount: { ideal: 2 } } : processing;
}
