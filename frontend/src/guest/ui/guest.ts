/** `<sio-guest>`: the page of a guest, from the first press to the last. */

import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { icon } from "../../live/ui/icon";
import { PlainElement } from "../../live/ui/room-element";
import { t } from "../../shared/texts";
import type { OwnKind, OwnState } from "../own-media";
import type { Visit, VisitPhase, VisitSide, VisitView } from "../visit";

/** What the server wrote of whose lesson it is. */
export interface Host {
  readonly pupil: string;
  readonly className: string;
}

/** What the screen does with a visit. */
export type ShownVisit = Pick<Visit, "view" | "streams" | "camera" | "begin" | "leave" | "set">;

export class Guest extends PlainElement {
  @property({ attribute: false }) visit: ShownVisit | null = null;
  @property({ attribute: false }) host: Host = { pupil: "", className: "" };
  @state() private isBlocked = false;
  private readonly mine = new MediaStream();
  private shown: VisitPhase | null = null;

  protected override render(): TemplateResult {
    const { visit } = this;
    if (visit === null) return html`${nothing}`;
    const { view } = visit;
    return html`<p class="visually-hidden" role="status">${this.news(view)}</p>
      ${this.around(view)} ${isIn(view.phase) ? this.lesson(visit, view) : this.start(visit, view)}`;
  }

  protected override updated(): void {
    const { visit } = this;
    if (visit === null) return;
    this.showMine(visit.camera);
    for (const video of this.querySelectorAll("video")) void this.play(video);
    const { phase } = visit.view;
    const isNew = this.shown !== null && this.shown !== phase;
    this.shown = phase;
    if (isNew) this.querySelector<HTMLElement>("[data-focus]")?.focus();
  }

  /** What is said above it all: our server is away. */
  private around({ away }: VisitView): TemplateResult {
    if (away === null) return html`${nothing}`;
    return html`<p class="notice notice--warn">
      ${icon("wifi-off")}${away === "storage" ? t("visit.storage") : t("visit.down")}
    </p>`;
  }

  private start(visit: ShownVisit, { phase }: VisitView): TemplateResult {
    if (phase === "refused" || phase === "taken")
      return this.heading(titleOf(phase, this.host.pupil));
    return html`${phase === "ready" ? nothing : this.heading(titleOf(phase, this.host.pupil))}
      ${phase === "out" ? html`<p>${t("visit.out.text")}</p>` : nothing}
      <p>${t("visit.ready")}</p>
      <p>
        <button class="button button--primary" type="button" @click=${() => visit.begin()}>
          ${icon("video")}${phase === "ready" ? t("visit.begin") : t("visit.again")}
        </button>
      </p>`;
  }

  private lesson(visit: ShownVisit, view: VisitView): TemplateResult {
    const { pupil } = this.host;
    const isInside = view.phase === "inside";
    const isThin = isInside && (view.links.home.isThin || view.links.class.isThin);
    return html`${this.heading(titleOf(view.phase, pupil))}
      ${isInside ? nothing : html`<p>${t("visit.waiting.text", { pupil })}</p>`}
      ${isThin ? html`<p class="notice notice--info">${icon("info")}${t("visit.thin")}</p>` : nothing}
      ${this.isBlocked ? this.unlock() : nothing}
      <div class="guest-page__tiles">
        ${isInside ? [this.tile(visit, "home", pupil), this.tile(visit, "class", t("visit.class"))] : nothing}
        ${this.own(visit, view)}
      </div>
      ${this.keys(visit, view)}`;
  }

  private heading(words: string): TemplateResult {
    return html`<h2 class="guest-page__state" tabindex="-1" data-focus>${words}</h2>`;
  }

  private tile({ streams, view }: ShownVisit, side: VisitSide, name: string): TemplateResult {
    const { isHere, hasPicture, hasSound } = view.links[side];
    return html`<figure class="guest-page__tile">
      <div class="guest-page__picture" ?data-off=${!hasPicture}>
        <video autoplay playsinline aria-label=${name} .srcObject=${streams[side]}></video>
        ${hasPicture ? nothing : html`<p>${isHere ? t("visit.no_picture") : t("visit.coming")}</p>`}
      </div>
      <figcaption>
        <strong>${name}</strong>
        ${isHere && !hasSound ? html`${icon("mic-off")}${t("visit.no_sound")}` : nothing}
      </figcaption>
    </figure>`;
  }

  private own(visit: ShownVisit, { phase }: VisitView): TemplateResult {
    const isSmall = phase === "inside";
    return html`<figure class="guest-page__tile ${isSmall ? "guest-page__tile--own" : ""}">
      <div class="guest-page__picture" ?data-off=${visit.camera === null}>
        <video autoplay playsinline .muted=${true} data-mine aria-label=${t("visit.you")}></video>
        ${visit.camera === null ? html`<p>${t("visit.no_picture")}</p>` : nothing}
      </div>
      <figcaption>${t("visit.you")}</figcaption>
    </figure>`;
  }

  private keys(visit: ShownVisit, { camera, microphone }: VisitView): TemplateResult {
    const failed = camera === "failed" || microphone === "failed";
    return html`${failed ? html`<p class="notice notice--warn">${icon("triangle-alert")}${t("visit.no_camera")}</p>` : nothing}
      <div class="row">
        ${this.key(visit, "video", camera)} ${this.key(visit, "audio", microphone)}
        <button class="button button--bad" type="button" @click=${() => visit.leave()}>
          ${icon("log-out")}${t("visit.leave")}
        </button>
      </div>`;
  }

  private key(visit: ShownVisit, kind: OwnKind, state: OwnState): TemplateResult {
    const { drawing, on, off } = KEYS[kind];
    const isOn = state === "on";
    return html`<button class="button" type="button" @click=${() => visit.set(kind, !isOn)}>
      ${icon(isOn ? drawing : `${drawing}-off`)}${isOn ? on() : off()}
    </button>`;
  }

  private unlock(): TemplateResult {
    const unlock = () => {
      this.isBlocked = false;
      this.requestUpdate();
    };
    return html`<p>
      <button class="button button--primary" type="button" @click=${unlock}>
        ${icon("volume-2")}${t("visit.sound")}
      </button>
    </p>`;
  }

  private showMine(track: MediaStreamTrack | null): void {
    const [before] = this.mine.getVideoTracks();
    if (before !== (track ?? undefined)) {
      if (before) this.mine.removeTrack(before);
      if (track) this.mine.addTrack(track);
    }
    const video = this.querySelector<HTMLVideoElement>("video[data-mine]");
    if (video && video.srcObject !== this.mine) video.srcObject = this.mine;
  }

  private async play(video: HTMLVideoElement): Promise<void> {
    const stream = video.srcObject as MediaStream | null;
    if (!video.paused || this.isBlocked || !stream?.getTracks().length) return;
    try {
      await video.play();
    } catch (error) {
      this.isBlocked = error instanceof DOMException && error.name === "NotAllowedError";
    }
  }

  private news({ phase }: VisitView): string {
    return phase === "ready" ? "" : titleOf(phase, this.host.pupil);
  }
}

const KEYS = {
  video: { drawing: "video", on: () => t("visit.camera.on"), off: () => t("visit.camera.off") },
  audio: {
    drawing: "mic",
    on: () => t("visit.microphone.on"),
    off: () => t("visit.microphone.off"),
  },
};

function isIn(phase: VisitPhase): boolean {
  return phase === "waiting" || phase === "inside";
}

function titleOf(phase: VisitPhase, pupil: string): string {
  return TITLES[phase](pupil);
}

const TITLES: Readonly<Record<VisitPhase, (pupil: string) => string>> = {
  ready: () => t("visit.begin"),
  waiting: () => t("visit.waiting"),
  inside: (pupil) => t("visit.inside", { pupil }),
  out: () => t("visit.out"),
  left: () => t("visit.left"),
  refused: () => t("visit.refused"),
  taken: () => t("visit.taken"),
};

customElements.define("sio-guest", Guest);
