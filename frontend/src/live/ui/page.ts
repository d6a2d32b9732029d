/** Whose place this is, from what the server wrote in the page. */

export interface Place {
  /** The pupil's first name. */
  readonly pupil: string;
  /** Address of the pupil's drawn animal. */
  readonly avatar: string;
  /** The class, as in "5A". */
  readonly className: string;
  /** Of the helpdesk; empty if there is none. */
  readonly phone: string;
}

/** Reads the page's `config`; what is missing is empty. */
export function placeFrom(config: unknown): Place {
  const pupil = fieldsOf(fieldsOf(config).pupil);
  return {
    pupil: textOf(pupil.first_name),
    avatar: textOf(pupil.avatar_url),
    className: textOf(fieldsOf(config).school_class),
    phone: textOf(fieldsOf(fieldsOf(config).helpdesk).phone),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
