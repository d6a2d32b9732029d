/** What a person has chosen for this device's sound, and what of it is there now. */

import type { Media } from "./media";
import { foundAmong, type KeptSound, type SoundChoice, type SoundPlace } from "./sound-choice";
import { LEAST_CAP, type Loudness } from "./sound-limit";
import type { DeviceChoice } from "./view";

export class SoundSettings {
  choice: SoundChoice;

  constructor(
    private readonly kept: KeptSound,
    private readonly media: Pick<Media, "devices" | "chooseSpeaker">,
  ) {
    this.choice = kept.read();
  }

  /** Null: nobody chose. */
  idOf(place: SoundPlace): string | null {
    return this.choice.chosen[place]?.id ?? null;
  }

  choose(place: SoundPlace, device: DeviceChoice | null): void {
    this.keep({ ...this.choice, chosen: { ...this.choice.chosen, [place]: device } });
  }

  chooseById(place: SoundPlace, id: string): void {
    const { microphones, speakers } = this.media.devices;
    const isMicrophone = place === "microphone" || place === "teacher";
    const there = isMicrophone ? microphones : speakers;
    this.choose(place, there.find((one) => one.id === id) ?? { id, label: "" });
  }

  /** Within their bounds, whatever a slider says. */
  set({ volume, cap }: Partial<Loudness>): void {
    const next = { volume: volume ?? this.choice.volume, cap: cap ?? this.choice.cap };
    this.keep({
      ...this.choice,
      volume: Math.min(100, Math.max(0, next.volume)),
      cap: Math.min(100, Math.max(LEAST_CAP, next.cap)),
    });
  }

  /** Where their sound is played now; null is the browser's own choice. */
  speaker(isWhispering: boolean): string | null {
    const { speakers, speaker } = this.media.devices;
    const { whisperSpeaker } = this.choice.chosen;
    const forWhisper = isWhispering ? foundAmong(speakers, whisperSpeaker) : null;
    return forWhisper?.id ?? speaker;
  }

  /** The one that was chosen before, as soon as it is there; the browser's own while it is not. */
  fitSpeaker(): void {
    const { speakers, speaker } = this.media.devices;
    if (this.choice.chosen.speaker === null || speakers.length === 0) return;
    const found = foundAmong(speakers, this.choice.chosen.speaker)?.id ?? "";
    if (found !== (speaker ?? "")) this.media.chooseSpeaker(found);
  }

  private keep(choice: SoundChoice): void {
    this.choice = choice;
    this.kept.keep(choice);
  }
}
