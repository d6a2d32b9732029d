/** A moving test board and a quiet tone, for a demo on a machine without camera or microphone. */

import type { FirstKind } from "./kinds";
import type { Drawn } from "./media-options";

const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES_PER_SECOND = 30;
const TONE_HERTZ = 330;
const TONE_LOUDNESS = 0.02;

/** What a test board needs of the page; `mark` is written on it in large letters. */
export interface Easel {
  readonly canvas: HTMLCanvasElement;
  readonly newAudio: () => AudioContext;
  readonly mark: string;
}

export function drawTestBoard({ canvas, newAudio, mark }: Easel): Drawn {
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  let frame = 0;
  const timer = setInterval(() => {
    frame += 1;
    if (pen !== null) drawFrame(pen, mark, frame);
  }, 1000 / FRAMES_PER_SECOND);
  const picture = canvas.captureStream(FRAMES_PER_SECOND);
  let audio: AudioContext | null = null;
  const track = (kind: FirstKind) => {
    if (kind === "video") return picture.getVideoTracks()[0] ?? null;
    audio ??= newAudio();
    return tone(audio);
  };
  const close = () => {
    clearInterval(timer);
    void audio?.close();
  };
  return { track, close };
}

function tone(audio: AudioContext): MediaStreamTrack | null {
  const oscillator = new OscillatorNode(audio, { frequency: TONE_HERTZ });
  const loudness = new GainNode(audio, { gain: TONE_LOUDNESS });
  const out = new MediaStreamAudioDestinationNode(audio);
  oscillator.connect(loudness).connect(out);
  oscillator.start();
  return out.stream.getAudioTracks()[0] ?? null;
}

function drawFrame(pen: CanvasRenderingContext2D, mark: string, frame: number): void {
  pen.fillStyle = "#14453d";
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = "#f7f3e3";
  pen.textAlign = "center";
  pen.font = "bold 96px sans-serif";
  pen.fillText(mark, WIDTH / 2, HEIGHT / 2 - 40);
  pen.font = "56px sans-serif";
  pen.fillText("7 × 8 = 56", WIDTH / 2, HEIGHT / 2 + 60);
  const turn = frame / FRAMES_PER_SECOND;
  pen.beginPath();
  pen.arc(WIDTH / 2 + 480 * Math.sin(turn), HEIGHT - 150 + 40 * Math.cos(2 * turn), 40, 0, 7);
  pen.fillStyle = "#f2b134";
  pen.fill();
}
