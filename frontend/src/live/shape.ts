/**
 * What of our sending only a description can say, put into what the *other* side wrote.
 *
 * A packet has some sixty bytes of headers, whatever is in it: at fifty a second they cost more
 * than the voice. See docs/adr/0048.
 */

export interface Shape {
  /** Frames of 60 ms instead of 20: a third of the headers, and 40 ms later. */
  readonly isLong: boolean;
  /** Every frame is said again in the next packet. Source: RFC 2198. */
  readonly isTwice: boolean;
  /** Without it not even what was lost before is sent again. */
  readonly hasPicture: boolean;
  /** Music: ours goes in stereo. */
  readonly isStereo?: boolean;
  /** Theirs comes so, and is heard so. */
  readonly hearsStereo?: boolean;
}

export const FULL_SHAPE: Shape = { isLong: false, isTwice: true, hasPicture: true };

const LONG_MS = 60;
const OPUS = /^a=rtpmap:(\d+) opus\/48000/im;

export function withShape(sdp: string, shape: Shape): string {
  return sdp
    .split(/^(?=m=)/m)
    .map((section) => {
      if (section.startsWith("m=audio")) return withSoundOf(section, shape);
      const isRefused = section.startsWith("m=video") && !shape.hasPicture;
      return isRefused ? withoutPictures(section) : section;
    })
    .join("");
}

/** Are both of the same try to find a path? Else one of them looks for a new one. */
export function isSamePath(one: string, other: string): boolean {
  return pathOf(one) === pathOf(other);
}

function pathOf(sdp: string): string {
  return /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1]?.trim() ?? "";
}

function withSoundOf(section: string, { isLong, isTwice, isStereo = false }: Shape): string {
  const wide = inStereo(section, isStereo);
  const once = isTwice ? wide : withOpusFirst(wide);
  if (!isLong) return once;
  const lines = once.split("\r\n").filter((line) => !line.startsWith("a=ptime:"));
  // Before the last, which is empty.
  return [...lines.slice(0, -1), `a=ptime:${LONG_MS}`, ...lines.slice(-1)].join("\r\n");
}

/**
 * In what the other side wrote it says how we send, in what we write how we hear.
 * Source: RFC 7587, section 7.1, `stereo`.
 */
export function inStereo(sdp: string, isStereo: boolean): string {
  const type = OPUS.exec(sdp)?.[1];
  const start = `a=fmtp:${type} `;
  return sdp
    .split("\r\n")
    .map((line) => {
      if (type === undefined || !line.startsWith(start)) return line;
      const mono = line.replaceAll(/;?\b(sprop-)?stereo=\d/g, "").replace(`${start};`, start);
      return isStereo ? `${mono};stereo=1;sprop-stereo=1` : mono;
    })
    .join("\r\n");
}

/** A browser sends what stands first. */
function withOpusFirst(section: string): string {
  const opus = OPUS.exec(section)?.[1];
  if (opus === undefined) return section;
  return section.replace(/^(m=audio \S+ \S+)((?: \d+)+)/, (_, start: string, types: string) => {
    const rest = types.split(" ").filter((type) => type !== "" && type !== opus);
    return [start, opus, ...rest].join(" ");
  });
}

/** The other side takes none. */
function withoutPictures(section: string): string {
  return section.replace(/^a=sendrecv/m, "a=sendonly").replace(/^a=recvonly/m, "a=inactive");
}
