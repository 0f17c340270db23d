// Types of aussom-scripts.js. Importing it runs every <script type="text/aussom"> of the page.

import type { Runtime } from "./aussom.js";

/** Addition. The runtime that runs the page's scripts; rejects as load() does. */
export const runtime: Promise<Runtime>;
