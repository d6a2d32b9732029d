/** What testing a camera and a microphone share: asking, choosing, asking again. */

import { type Choice, choicesOf, type Failure, failureOf, type Kind, stop } from "./capture";
import { Changing } from "./changes";

export abstract class CaptureTest extends Changing {
  /** True while the browser asks the person, or the device starts. */
  asking = false;
  failure: Failure | null = null;
  stream: MediaStream | null = null;
  choices: readonly Choice[] = [];
  private attempt = 0;

  protected constructor(
    private readonly devices: MediaDevices,
    private readonly kind: Kind,
  ) {
    super();
  }

  /** The choice that is live, not the one that was asked for; null if none. */
  get live(): string | null {
    const { deviceId, groupId } = this.stream?.getTracks()[0]?.getSettings() ?? {};
    const live =
      this.choices.find(({ id }) => id === deviceId) ??
      this.choices.find(({ group }) => group === groupId);
    return live?.id ?? null;
  }

  /** Asks for this device, or for any. Safe to call again. */
  async open(id: string | null = null): Promise<void> {
    const attempt = ++this.attempt;
    this.release();
    this.asking = true;
    this.failure = null;
    this.changed();
    try {
      const stream = await this.devices.getUserMedia(this.constraints(id));
      if (this.closed || attempt !== this.attempt) stop(stream);
      else this.take(stream);
    } catch (error) {
      if (attempt === this.attempt) this.fail(failureOf(error));
    }
    const choices = await choicesOf(this.devices, this.kind);
    if (this.closed || attempt !== this.attempt) return;
    this.choices = choices;
    this.changed();
  }

  override close(): void {
    this.attempt++;
    this.release();
    super.close();
  }

  protected abstract constraints(id: string | null): MediaStreamConstraints;
  /** The stream is there: start looking or listening. */
  protected abstract begin(stream: MediaStream): void;
  protected abstract end(): void;

  protected fail(failure: Failure): void {
    this.release();
    this.asking = false;
    this.failure = failure;
    this.changed();
  }

  private take(stream: MediaStream): void {
    this.asking = false;
    this.stream = stream;
    // Unplugged, or no longer allowed: asking again tells which.
    for (const track of stream.getTracks()) {
      track.addEventListener("ended", () => {
        if (this.stream === stream) void this.open();
      });
    }
    this.begin(stream);
    this.changed();
  }

  private release(): void {
    if (!this.stream) return;
    this.end();
    stop(this.stream);
    this.stream = null;
  }
}
