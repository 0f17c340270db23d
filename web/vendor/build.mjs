// This file defines the bundling of what the playground takes from npm: node build.mjs [OUTPUT-FOLDER]

import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] ?? `${here}/../dist/vendor`;

await build({
  absWorkingDir: here,
  entryPoints: { editor: "editor/editor.js", plot: "plot.js" },
  outdir: out,
  bundle: true,
  format: "esm",
  target: ["chrome111", "firefox115", "safari16.4"],
  minify: true,
  legalComments: "linked",
  charset: "utf8",
  logLevel: "warning",
});
