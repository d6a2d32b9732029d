/** What the server wrote on the room's element: whose place this is. */

export interface Place {
  /** The pupil's first name. */
  readonly pupil: string;
  /** Address of the pupil's drawn animal. */
  readonly avatar: string;
  /** The class, as in "5A". */
  readonly className: string;
}

export function placeOf(element: HTMLElement): Place {
  return {
    pupil: element.dataset.pupil ?? "",
    avatar: element.dataset.avatar ?? "",
    className: element.dataset.class ?? "",
  };
}
