/** The page /klas/samen/: a frame with a line of its own for each pupil of the class. */

import { type FrameWord, frameWord, type ShellWord } from "../shared/frame-word";
import { t } from "../shared/texts";
import { consoleLogger } from "../live/logger";
import { hatchIn } from "../shared/frame-hatch";
import { answerIn, drawGuest } from "./guest-sign";
import { largeOf, mayEnterAll, newsOf, pressed, saidOf } from "./panes";
import { Passing } from "./passing";

const AGAIN_MS = 5000;

interface Pane {
  readonly traject: number;
  readonly name: string;
  readonly box: HTMLElement;
  readonly frame: HTMLIFrameElement;
  readonly state: HTMLElement;
  readonly button: HTMLButtonElement;
  word: FrameWord | null;
}

function paneIn(box: HTMLElement): Pane | null {
  const frame = box.querySelector("iframe");
  const state = box.querySelector<HTMLElement>("[data-state]");
  const button = box.querySelector<HTMLButtonElement>("[data-large]");
  if (frame === null || state === null || button === null) return null;
  const { pane, name = "" } = box.dataset;
  return { traject: Number(pane), name, box, frame, state, button, word: null };
}

function say(pane: Pane, word: ShellWord): void {
  pane.frame.contentWindow?.postMessage(word, location.origin);
}

/** A page that could not be fetched leaves the browser's own words in the frame. */
function keepTrying({ frame }: Pane): void {
  frame.addEventListener("load", () => {
    if (frame.contentDocument !== null) return;
    window.setTimeout(() => {
      const { src } = frame;
      frame.src = src;
    }, AGAIN_MS);
  });
}

/** "Tuur, Bo en Cas", in the language of the page. */
function listed(names: readonly string[]): string {
  return new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" }).format(names);
}

class Together {
  private large: number | null = null;
  private readonly passing: Passing<Pane>;

  constructor(
    private readonly root: HTMLElement,
    private readonly panes: readonly Pane[],
  ) {
    const hatchOf = ({ frame }: Pane) => hatchIn(frame.contentWindow);
    this.passing = new Passing(panes, hatchOf, consoleLogger(false));
  }

  start(): void {
    addEventListener("message", ({ data, origin, source }) => {
      if (origin === location.origin) this.hear(data, source);
    });
    this.all?.addEventListener("click", () => {
      for (const pane of this.panes) say(pane, { sio: "enter" });
    });
    for (const pane of this.panes) {
      keepTrying(pane);
      pane.button.addEventListener("click", () => {
        this.large = pressed(this.large, pane.traject);
        this.draw();
      });
      answerIn(pane.box)?.addEventListener("click", () => {
        this.large = pane.traject;
        this.draw();
        pane.frame.focus();
      });
      pane.frame.addEventListener("load", () => {
        this.renewed(pane);
      });
      say(pane, { sio: "tell" });
    }
    this.draw();
  }

  private get all(): HTMLButtonElement | null {
    return document.querySelector<HTMLButtonElement>("[data-all]");
  }

  /** Another page stands in that frame: what the one before said holds no more. */
  private renewed(pane: Pane): void {
    pane.word = null;
    this.passing.renewed(pane);
    this.passOn();
    say(pane, { sio: "tell" });
  }

  /** Who is passed on to whom, from now on. */
  private passOn(): void {
    const circle = this.passing.passOn();
    const names = circle.map(({ name }) => name);
    const where = document.querySelector<HTMLElement>("[data-mates]");
    const text = names.length > 1 ? t("together.mates", { names: listed(names) }) : "";
    if (where === null || where.textContent === text) return;
    where.textContent = text;
    where.hidden = text === "";
  }

  private hear(data: unknown, source: unknown): void {
    const word = frameWord(data);
    const pane = this.panes.find(({ frame }) => frame.contentWindow === source);
    if (word === null || pane?.traject !== word.traject) return;
    const before = pane.word;
    pane.word = word;
    this.large = largeOf(this.large, before, word);
    this.passOn();
    this.draw();
    this.announce(saidOf(before, word).map((key) => t(key, { name: pane.name })));
  }

  private announce(texts: readonly string[]): void {
    const where = document.querySelector("[data-news]");
    if (where !== null && texts.length > 0) where.textContent = texts.join(". ");
  }

  private draw(): void {
    this.root.toggleAttribute("data-one-large", this.large !== null);
    for (const pane of this.panes) this.drawPane(pane);
    const { all } = this;
    all?.parentElement?.toggleAttribute("hidden", !mayEnterAll(this.panes.map((one) => one.word)));
  }

  private drawPane({ traject, name, box, state, button, word }: Pane): void {
    const isLarge = traject === this.large;
    const news = newsOf(word);
    box.toggleAttribute("data-is-large", isLarge);
    box.dataset.weight = news.weight;
    state.textContent = t(news.key, { name });
    drawGuest(box, word, { name, isLarge });
    button.setAttribute("aria-pressed", String(isLarge));
    button.setAttribute("aria-label", t("together.large", { name }));
  }
}

const root = document.querySelector<HTMLElement>("[data-panes]");
if (root !== null) {
  const boxes = [...root.querySelectorAll<HTMLElement>("[data-pane]")];
  const panes = boxes.map(paneIn).filter((pane) => pane !== null);
  new Together(root, panes).start();
}
