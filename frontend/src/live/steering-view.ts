import type { Reach, Region } from "./region";
import type { Spot } from "./spots";

/** What is looked at of the picture of the board camera. */
export interface SteeringView {
  /** What leaves the class now: at home of the whole, in class of what its camera gives. */
  readonly shown: Region;
  /** What was asked for last: soon shown. */
  readonly wanted: Region;
  /** What can be looked at. */
  readonly reach: Reach;
  /** The camera turns and zooms itself, or a part is cut out of its picture. */
  readonly by: "camera" | "crop";
  /** The class keeps it as it is. */
  readonly locked: boolean;
  /** Which were kept for this classroom. */
  readonly spots: readonly Spot[];
}
