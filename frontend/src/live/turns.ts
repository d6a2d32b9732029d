/** How far an exercise book is turned by who shows it, clockwise: it may lie upside down. */

export type Turn = 0 | 90 | 180 | 270;
export const TURNS: readonly Turn[] = [0, 90, 180, 270];
