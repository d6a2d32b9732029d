/**
 * Small readers that turn `unknown` into a typed value or throw.
 *
 * Only named fields are read: what the sender adds never gets further.
 */

import { LiveError } from "./errors";

/** Gives the value as a `T`, or throws `protocol.malformed` naming `where`. */
export type Reader<T> = (value: unknown, where: string) => T;

export type Read<R> = R extends Reader<infer T> ? T : never;

type Shape = Readonly<Record<string, Reader<unknown>>>;
export type Fields<S extends Shape> = { readonly [K in keyof S]: Read<S[K]> };

export function fields<S extends Shape>(shape: S): Reader<Fields<S>> {
  const entries = Object.entries(shape);
  return (value, where) => {
    const source = record(value, where);
    return Object.fromEntries(
      entries.map(([name, read]) => [name, read(source[name], `${where}.${name}`)]),
    ) as Fields<S>;
  };
}

export function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw malformed(where);
  }
  return value as Readonly<Record<string, unknown>>;
}

export const text: Reader<string> = (value, where) => {
  if (typeof value !== "string") throw malformed(where);
  return value;
};

export function textOf(least: number, most: number): Reader<string> {
  return (value, where) => {
    const found = text(value, where);
    if (found.length < least || found.length > most) throw malformed(where);
    return found;
  };
}

export const bool: Reader<boolean> = (value, where) => {
  if (typeof value !== "boolean") throw malformed(where);
  return value;
};

/** A whole number from 0 that JavaScript holds exactly. */
export const whole: Reader<number> = (value, where) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw malformed(where);
  return value as number;
};

export function wholeTo(most: number): Reader<number> {
  return (value, where) => {
    const found = whole(value, where);
    if (found > most) throw malformed(where);
    return found;
  };
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A UUID in lower case with dashes. */
export const id: Reader<string> = (value, where) => {
  const found = text(value, where);
  if (!ID.test(found)) throw malformed(where);
  return found;
};

export function oneOf<const T extends string>(...allowed: readonly T[]): Reader<T> {
  return (value, where) => {
    const found = allowed.find((word) => word === value);
    if (found === undefined) throw malformed(where);
    return found;
  };
}

export function orNull<T>(read: Reader<T>): Reader<T | null> {
  return (value, where) => (value === null ? null : read(value, where));
}

/** For a field that older or other senders leave out; then `fallback`. */
export function orElse<T>(read: Reader<T>, fallback: T): Reader<T> {
  return (value, where) => (value === undefined ? fallback : read(value, where));
}

export function listOf<T>(read: Reader<T>, most: number): Reader<readonly T[]> {
  return (value, where) => {
    if (!Array.isArray(value) || value.length > most) throw malformed(where);
    return value.map((item: unknown, i) => read(item, `${where}[${i}]`));
  };
}

/** The JSON in `body`; `protocol.malformed` if it is none. */
export function fromJson(body: string, where: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    throw malformed(where, error);
  }
}

export function malformed(where: string, cause?: unknown): LiveError {
  return new LiveError("protocol.malformed", `not as in the protocol: ${where}`, cause);
}
