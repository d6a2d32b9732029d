/** Scripts of the office pages. */

import { startPasskeys } from "./passkey";

startPasskeys(document);
