/** `<sio-where>`: a small frame around the part of the class's picture that the pupil looks at. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { isWhole, type Rectangle, type Region, WHOLE } from "../region";
import { RoomElement } from "./room-element";
import { boxOf } from "./steer-view";

const ALL: Rectangle = { x: 0, y: 0, width: 1, height: 1 };

export class Where extends RoomElement {
  protected override render(): TemplateResult {
    if (isWhole(this.seen)) return html`${nothing}`;
    return html`<span class="where__part" aria-hidden="true"></span>`;
  }

  /** The policy of the page allows no style in the markup. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const frame = this.querySelector<HTMLElement>(".where__part");
    if (frame === null) return;
    const { x, y, size } = this.seen;
    const box = this.picture;
    const percent = (share: number) => `${100 * share}%`;
    Object.assign(frame.style, {
      left: percent(box.x + x * box.width),
      top: percent(box.y + y * box.height),
      width: percent(size * box.width),
      height: percent(size * box.height),
    });
  }

  /** Where the picture is in the element beside which this stands, in parts of it. */
  private get picture(): Rectangle {
    const video = this.parentElement?.querySelector("video");
    if (!video) return ALL;
    const { clientWidth: width, clientHeight: height, videoWidth, videoHeight } = video;
    const box = boxOf({ width, height }, { width: videoWidth, height: videoHeight });
    if (box === null) return ALL;
    const [wide, high] = [box.width / width, box.height / height];
    return { x: box.x / width, y: box.y / height, width: wide, height: high };
  }

  private get seen(): Region {
    return this.room?.view.steering?.shown ?? WHOLE;
  }
}

customElements.define("sio-where", Where);
