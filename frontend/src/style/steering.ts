/** What is looked at of the class's picture, for the page of styles. */

import { WHOLE, WITHIN } from "../live/region";
import type { SteeringView } from "../live/steering-view";

const PART = { x: 0.05, y: 0.15, size: 0.25 };
export const CORNER = { shown: PART, wanted: PART, spots: ["board", "teacher"] } as const;

const ASIDE = { x: 0.6, y: 0, size: 1 };
const REACH = { left: -1, top: 0, right: 2, bottom: 1.4 };
/** Of a camera that turned, as home has it and as the class has. */
export const BESIDE = { shown: ASIDE, wanted: ASIDE, reach: REACH, by: "camera" } as const;
export const BESIDE_HERE = { ...BESIDE, shown: WHOLE };

export function steering(change: Partial<SteeringView>): SteeringView {
  const by = "crop";
  return { shown: WHOLE, wanted: WHOLE, reach: WITHIN, by, locked: false, spots: [], ...change };
}
