/** Classmates at home, for the style page. */

import type { Mate } from "../live/mates";

export const BO: Mate = { name: "Bo", sees: true, hears: true, shown: true };
export const CAS: Mate = { ...BO, name: "Cas" };
/** With the camera off, a long name, and eyes for nobody now. */
export const DARK: Mate = { name: "Mohammed-Amine", sees: false, hears: true, shown: false };
