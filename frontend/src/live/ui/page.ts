/** Whose place this is, from what the server wrote in the page. */

export interface Place {
  /** The pupil's first name. */
  readonly pupil: string;
  /** Address of the pupil's drawn animal. */
  readonly avatar: string;
  /** The class, as in "5A". */
  readonly className: string;
  /** Whose system this is. */
  readonly organisation: string;
  /** Of the helpdesk; empty if there is none. */
  readonly phone: string;
  /** The number of this line's traject; 0 if there is none. */
  readonly traject: number;
  /** The number of this device's pairing; 0 if there is none. */
  readonly pairing: number;
  /** Addresses of all drawn faces, by name. */
  readonly faces: Readonly<Record<string, string>>;
  /** The line is for a child that cannot read yet. */
  readonly nursery: boolean;
}

export const NOWHERE: Place = {
  pupil: "",
  avatar: "",
  className: "",
  organisation: "",
  phone: "",
  traject: 0,
  pairing: 0,
  faces: {},
  nursery: false,
};

/** Reads the page's `config`; what is missing is empty. */
export function placeFrom(config: unknown): Place {
  const pupil = fieldsOf(fieldsOf(config).pupil);
  return {
    pupil: textOf(pupil.first_name),
    avatar: textOf(pupil.avatar_url),
    className: textOf(fieldsOf(config).school_class),
    organisation: textOf(fieldsOf(config).organisation),
    phone: textOf(fieldsOf(fieldsOf(config).helpdesk).phone),
    traject: numberOf(fieldsOf(config).traject),
    pairing: numberOf(fieldsOf(config).pairing),
    faces: textsOf(fieldsOf(config).faces),
    nursery: fieldsOf(config).nursery === true,
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).map(([name, text]) => [name, textOf(text)]),
  );
}
