// This file defines what the test page offers to the tests: running programs and collecting what they do.

import { load } from "/aussom.js";

/** Settles when the runtime is there; `window.runtime` is set then. With "?worker" in the address it is in a worker. */
window.ready = load({ worker: location.search === "?worker" }).then((runtime) => {
  window.runtime = runtime;
});

/** The runs that start() began, by the number it returned. */
const runs = [];

/** Starts a program and returns the number of its run. Options are those of Runtime.run(). */
window.start = async (source, options = {}) => {
  await window.ready;
  const run = { lines: [], diagnostics: [], program: null };
  run.program = window.runtime.run(source, {
    ...options,
    output: (level, text) => run.lines.push([level, text]),
    onDiagnostic: (diagnostic) => run.diagnostics.push(diagnostic),
  });
  runs.push(run);
  return runs.length - 1;
};

/** Waits until a run is done; after timeout ms the program is stopped. */
window.finish = async (number, timeout = 10_000) => {
  const run = runs[number];
  let timer;
  const expired = new Promise((resolve) => {
    timer = setTimeout(resolve, timeout, "expired");
  });
  const outcome = await Promise.race([run.program.done, expired]);
  clearTimeout(timer);
  if (outcome === "expired") {
    await run.program.stop();
  }
  return {
    code: await run.program.main,
    done: await run.program.done,
    state: run.program.state,
    expired: outcome === "expired",
    lines: run.lines,
    diagnostics: run.diagnostics,
  };
};

/** What a run has printed so far, as "level text" strings. */
window.printed = (number) => runs[number].lines.map(([level, text]) => `${level} ${text}`);

/** The Program of a run. */
window.program = (number) => runs[number].program;

/** Runs a program to its end. */
window.runProgram = async (source, options = {}, timeout = 10_000) => window.finish(await window.start(source, options), timeout);

/** Runs programs one after the other: a list of {source, options} gives a list of results. */
window.runAll = async (cases) => {
  const results = [];
  for (const { source, options } of cases) {
    results.push(await window.runProgram(source, options));
  }
  return results;
};

/** Whether a page timer still fires: the page is alive. */
window.alive = () => new Promise((resolve) => setTimeout(resolve, 0, true));
