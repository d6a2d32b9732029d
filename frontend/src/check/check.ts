/** The check itself: one step after the other, and what each found. No DOM. */

import type { CameraTest } from "./camera";
import { Changing } from "./changes";
import type { LineTest } from "./line";
import type { MicrophoneTest } from "./microphone";
import { nothingTested, type Outcome, type Outcomes } from "./outcomes";
import type { SpeakerTest } from "./speaker";

export type Step = "camera" | "microphone" | "speaker" | "line";
export type Stage = "start" | Step | "result";

/** Makes the test of a step, when the step comes. */
export interface Tools {
  readonly camera: () => CameraTest;
  readonly microphone: () => MicrophoneTest;
  readonly speaker: () => SpeakerTest;
  /** Null for who may not test the line. */
  readonly line: (() => LineTest) | null;
}

export class Check extends Changing {
  stage: Stage = "start";
  outcomes: Outcomes;
  /** The test that runs now; of the line also afterwards, for its figures. */
  camera: CameraTest | null = null;
  microphone: MicrophoneTest | null = null;
  speaker: SpeakerTest | null = null;
  line: LineTest | null = null;

  constructor(
    private readonly side: Outcome<"side">,
    private readonly browser: Outcome<"browser">,
    private readonly tools: Tools,
  ) {
    super();
    this.outcomes = nothingTested(side);
  }

  get steps(): readonly Step[] {
    const steps: readonly Step[] = ["camera", "microphone", "speaker"];
    return this.tools.line ? [...steps, "line"] : steps;
  }

  /** From the beginning; call it from a press, which unlocks sound. */
  start(): void {
    this.stop();
    this.line = null;
    this.outcomes = { ...nothingTested(this.side), browser: this.browser };
    this.enter(this.browser === "works" ? "camera" : "result");
  }

  /** To the next step, whatever this one found. */
  next(): void {
    this.stop();
    const steps: readonly Stage[] = [...this.steps, "result"];
    this.enter(steps[steps.indexOf(this.stage) + 1] ?? "result");
  }

  override close(): void {
    this.stop();
    super.close();
  }

  private enter(stage: Stage): void {
    this.stage = stage;
    if (stage === "camera") this.testCamera();
    else if (stage === "microphone") this.testMicrophone();
    else if (stage === "speaker") this.testSpeaker();
    else if (stage === "line") this.testLine();
    this.changed();
  }

  private testCamera(): void {
    const test = (this.camera = this.tools.camera());
    this.follow(test, () => ({ camera: test.outcome }));
    void test.open();
  }

  private testMicrophone(): void {
    const test = (this.microphone = this.tools.microphone());
    this.follow(test, () => ({ microphone: test.outcome }));
    void test.open();
  }

  private testSpeaker(): void {
    const test = (this.speaker = this.tools.speaker());
    this.follow(test, () => ({ speaker: test.outcome }));
    void test.open();
  }

  private testLine(): void {
    const test = (this.line = this.tools.line?.() ?? null);
    if (!test) return;
    this.follow(test, () => test.outcomes);
    void test.run().then(() => {
      if (this.line === test && this.stage === "line") this.next();
    });
  }

  private follow(test: Changing, found: () => Partial<Outcomes>): void {
    test.subscribe(() => {
      this.outcomes = { ...this.outcomes, ...found() };
      this.changed();
    });
  }

  private stop(): void {
    for (const test of [this.camera, this.microphone, this.speaker, this.line]) test?.close();
    this.camera = this.microphone = this.speaker = null;
  }
}
