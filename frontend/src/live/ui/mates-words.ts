/** Home: classmates who are at home too, in words and keys. Their picture is in `mates.ts`. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { Mate } from "../mates";
import type { Room, RoomView } from "../view";
import type { BarKey } from "./bar";
import { sign } from "./stage-parts";

/** Who is beside this pupil now; nobody once its own family, or the pupil, says no. */
export function matesIn({ side, phase, me, other }: RoomView): readonly Mate[] {
  const isTogether = me.together === "open" || me.together === "hidden";
  return side === "home" && phase === "live" && isTogether ? (other?.mates ?? []) : [];
}

export function mateWord({ name, sees, hears }: Mate): string {
  if (sees) return hears ? t("mates.both", { name }) : t("mates.sees", { name });
  return hears ? t("mates.hears", { name }) : t("mates.neither", { name });
}

/** Who sees and hears me besides the class: as long as it is so, and never behind anything. */
export function matesSigns(view: RoomView): readonly TemplateResult[] {
  return matesIn(view).map((mate) =>
    sign(mate.sees || mate.hears, "users", "users", mateWord(mate)),
  );
}

/** Loaded when there is somebody. */
export function matesPicture(room: Room): TemplateResult {
  if (matesIn(room.view).length === 0) return html`${nothing}`;
  void import("./mates");
  return html`<sio-mates class="mates" .room=${room}></sio-mates>`;
}

/** For who has had enough of it, or wants them back. */
export function matesKeys(room: Room): readonly BarKey[] {
  const { me } = room.view;
  if (me.together === "off") return [backKey(room)];
  if (matesIn(room.view).length === 0) return [];
  const key = { name: "mates", word: t("mates.off"), drawing: "users" } as const;
  return [{ ...key, state: "on", press: () => room.setTogether("off") }];
}

function backKey(room: Room): BarKey {
  const key = { name: "mates", word: t("mates.on"), drawing: "users" } as const;
  return { ...key, state: "busy", press: () => room.setTogether("open") };
}

/** Before going in, and for the grown-up beside a small child; null where the families did not agree. */
export function matesChoice(room: Room): TemplateResult | null {
  const { together } = room.view.me;
  if (together === null) return null;
  return html`<label class="option">
    <input
      type="checkbox"
      .checked=${together === "off"}
      @change=${({ target }: Event) => {
        room.setTogether((target as HTMLInputElement).checked ? "off" : "open");
      }}
    />
    <span
      ><strong>${t("mates.none")}</strong><br /><span class="soft"
        >${t("mates.none.text")}</span
      ></span
    >
  </label>`;
}

/** Shows or hides them; they go on seeing and hearing me. */
export function toggleMates(room: Room): void {
  const { together } = room.view.me;
  if (matesIn(room.view).length === 0) return;
  room.setTogether(together === "hidden" ? "open" : "hidden");
}

/** For who can't see the signs: who is gone, and each that is new. Of two with one name, who stays. */
export function matesNews(before: RoomView | null, after: RoomView): readonly string[] {
  const [was, is] = [before === null ? [] : matesIn(before), matesIn(after)];
  const gone = without(was.map(nameOf), is.map(nameOf));
  const news = without(is.map(mateWord), was.map(mateWord));
  const stays = is.filter(({ name }) => gone.includes(name)).map(mateWord);
  const again = stays.filter((word) => !news.includes(word));
  return [...gone.map((name) => t("mates.gone", { name })), ...again, ...news];
}

function nameOf({ name }: Mate): string {
  return name;
}

/** What is left of `all` when each of `others` has taken away one of its kind. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
