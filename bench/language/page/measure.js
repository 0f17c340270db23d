// This file defines the measurements: the same work by plain JavaScript and by an Aussom program. Times are in milliseconds.

import { load } from "/aussom.js";

// wasm=URL: another main.wasm than the site's; before=URL: the aussom.js of an earlier build, to be measured too.
const query = new URLSearchParams(location.search);
const runtime = await load({ wasm: query.get("wasm") ?? undefined });
const before = query.has("before") ? await (await import(query.get("before"))).load() : null;

/** The version of main.wasm. */
window.version = runtime.version.runtime;

/** Settles in a task of its own, so that nothing of the work before is under way. */
function pause() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

const sources = new Map(); // address -> promise of the text

function source(address) {
  if (!sources.has(address)) sources.set(address, fetch(address).then((response) => response.text()));
  return sources.get(address);
}

/** Runs the twin of a program. */
window.plainly = async (name, expected) => {
  const { run } = await import(`/e2e/js/${name}.mjs`);
  await pause();
  const began = performance.now();
  const line = run();
  const time = performance.now() - began;
  check(name, line, expected);
  return time;
};

/** Runs an Aussom program until main has ended: parsing, compiling, running. expected is its output; null: not checked. */
window.byAussom = (path, expected, ...args) => timed(runtime, path, expected, args);

async function timed(runtime, path, expected, args) {
  const text = await source(`/e2e/${path}.aus`);
  const lines = [];
  await pause();
  const began = performance.now();
  const program = runtime.run(text, { name: `${path}.aus`, args, output: (level, line) => lines.push(line) });
  const code = await program.main;
  const time = performance.now() - began;
  await program.done;
  if (code !== 0) throw new Error(`${path} ended with code ${code}: ${lines.join("\n")}`);
  if (expected !== null) check(path, lines.join("\n"), expected);
  return time;
}

function check(name, line, expected) {
  if (line !== expected) throw new Error(`${name}: expected ${expected}, got ${line}`);
}

/** Measures a program once: [JavaScript, Aussom, Aussom in the earlier build]. */
window.measure = async (name, expected) => [
  await plainly(name, expected),
  await byAussom(name, expected),
  before ? await timed(before, name, expected, []) : 0,
];

/** Measures a program in both builds, in either order: [Aussom, Aussom in the earlier build]. */
window.measurePair = async (name, expected, swapped) => {
  const first = await timed(swapped ? before : runtime, name, expected, []);
  const second = await timed(swapped ? runtime : before, name, expected, []);
  return swapped ? [second, first] : [first, second];
};

/** Runs an Aussom program again and again for at least that many milliseconds; gives the number of runs. */
window.repeat = async (name, expected, least) => {
  let runs = 0;
  for (const began = performance.now(); performance.now() - began < least; runs++) await byAussom(name, expected);
  return runs;
};

/** Set when everything is loaded. */
window.ready = true;
