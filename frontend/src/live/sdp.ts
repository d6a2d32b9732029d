/** What of a description no call of the browser lets us say. */

const VIDEO_CODEC = /^a=rtpmap:(\d+) (?:VP8|VP9|H264|AV1)\/90000$/i;
const OPUS = /^a=rtpmap:(\d+) opus\/48000/im;
const FORWARD_REPAIR = "useinbandfec=1";
const SOUND_CODEC = /^a=rtpmap:(\d+) (?:opus|red)\/48000/i;

/**
 * The same description, asking who reads it to begin its video at `startKbps`.
 *
 * Without it Chromium begins at 300 kbit/s, and a picture of 720p stays half its size for ten
 * seconds and more. Put in what the *other* side wrote, just before it is applied: it then holds
 * for what we send. Source: libwebrtc, `kCodecParamStartBitrate`; as livekit `PCTransport.ts`.
 */
export function withStartBitrate(sdp: string, startKbps: number): string {
  const lines = sdp.split("\r\n");
  const types = lines.flatMap((line) => VIDEO_CODEC.exec(line)?.[1] ?? []);
  const hint = `x-google-start-bitrate=${startKbps}`;
  return lines
    .flatMap((line) => {
      const type = types.find((t) => line.startsWith(`a=rtpmap:${t} `));
      if (type !== undefined && !has(lines, `a=fmtp:${type} `))
        return [line, `a=fmtp:${type} ${hint}`];
      return types.some((t) => line.startsWith(`a=fmtp:${t} `)) ? [`${line};${hint}`] : [line];
    })
    .join("\r\n");
}

/**
 * The same description, in which lost sound is asked for again, as lost pictures are.
 *
 * Put in what the *other* side wrote, on both sides: a browser asks for what the other says that
 * it repeats. Source: RFC 4585, section 4.2; Chromium knows it for sound, and offers it not.
 */
export function withSoundRepair(sdp: string): string {
  const lines = sdp.split("\r\n");
  return lines
    .flatMap((line) => {
      const type = SOUND_CODEC.exec(line)?.[1];
      const repair = `a=rtcp-fb:${type} nack`;
      return type === undefined || lines.includes(repair) ? [line] : [line, repair];
    })
    .join("\r\n");
}

/**
 * The same description, in which a frame of Opus may carry a poorer one of the frame before it.
 *
 * Browsers offer it of their own accord, today. Source: RFC 7587, section 6.1, `useinbandfec`.
 */
export function withForwardRepair(sdp: string): string {
  const type = OPUS.exec(sdp)?.[1];
  if (type === undefined || sdp.includes(FORWARD_REPAIR)) return sdp;
  const lines = sdp.split("\r\n");
  const [start, map] = [`a=fmtp:${type} `, `a=rtpmap:${type} `];
  if (has(lines, start)) {
    return lines
      .map((line) => (line.startsWith(start) ? `${line};${FORWARD_REPAIR}` : line))
      .join("\r\n");
  }
  const added = (line: string) => (line.startsWith(map) ? [line, start + FORWARD_REPAIR] : [line]);
  return lines.flatMap(added).join("\r\n");
}

function has(lines: readonly string[], start: string): boolean {
  return lines.some((line) => line.startsWith(start));
}
