/** Does somebody talk? A voice stands out above the hum of its room. Pure. */

export interface Voice {
  /** The hum: it falls at once, and rises slowly. */
  readonly humDb: number;
  /** How long there has been a voice lately; pauses take some of it away. */
  readonly spokenMs: number;
  /** When the last voice was; -Infinity if never. */
  readonly voiceAt: number;
}

/** Softer than this nobody means to be heard. */
const SOFTEST_DB = -48;
const ABOVE_HUM_DB = 12;
const HUM_RISES_DB_PER_S = 2;
/** A fan is a hum however loud; a person who talks on and on is not. */
const LOUDEST_HUM_DB = -36;
const QUIETEST_HUM_DB = -80;
/** At first all may be hum: the first pause of a voice shows what is. */
export const NO_VOICE: Voice = { humDb: LOUDEST_HUM_DB, spokenMs: 0, voiceAt: -Infinity };
/** A cough or a door is shorter. */
const TALK_MS = 1000;
const MOST_MS = 2000;
/** Between two words. */
const PAUSE_MS = 600;

/** `db` of the last `ms`. */
export function voiceAfter(voice: Voice, db: number, ms: number, now: number): Voice {
  const isVoice = db >= Math.max(SOFTEST_DB, voice.humDb + ABOVE_HUM_DB);
  const spokenMs = isVoice
    ? Math.min(MOST_MS, voice.spokenMs + ms)
    : Math.max(0, voice.spokenMs - ms / 2);
  return { humDb: humAfter(voice.humDb, db, ms), spokenMs, voiceAt: isVoice ? now : voice.voiceAt };
}

function humAfter(humDb: number, db: number, ms: number): number {
  const risen = Math.min(humDb + (HUM_RISES_DB_PER_S * ms) / 1000, LOUDEST_HUM_DB);
  return Math.max(QUIETEST_HUM_DB, Math.min(risen, db));
}

/** There is a voice now, or was just before this pause. */
export function isVoiceNow({ voiceAt }: Voice, now: number): boolean {
  return now - voiceAt < PAUSE_MS;
}

/** Somebody says something, not one sound. */
export function isTalking(voice: Voice, now: number): boolean {
  return voice.spokenMs >= TALK_MS && isVoiceNow(voice, now);
}
