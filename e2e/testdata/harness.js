// This file defines what the test page offers to the tests: running programs and collecting what they do.

import { load } from "/aussom.js";

/** The memories of the instances of main.wasm in this page, for window.memory(). */
const memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => {
  const instance = await instantiate(...args);
  if (instance.exports?.mem) memories.push(instance.exports.mem);
  return instance;
};

/** The bytes of memory of the newest instance of main.wasm. */
window.memory = () => memories.at(-1).buffer.byteLength;

/** The number of instances of main.wasm in this page; one in a worker does not count. */
window.instances = () => memories.length;

/** With "worker" in the address the runtime is in a worker, "wasm=URL" takes another main.wasm. */
const query = new URLSearchParams(location.search);

/** Loads a runtime and makes it `window.runtime`. */
window.loadRuntime = async () => {
  window.runtime = await load({ worker: query.has("worker"), wasm: query.get("wasm") ?? undefined });
};

/** Settles when the runtime is there. */
window.ready = window.loadRuntime();

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
  if (outcome === "expired") await window.stopRun(number);
  return {
    code: await run.program.main,
    done: await run.program.done,
    state: run.program.state,
    expired: outcome === "expired",
    lines: run.lines,
    diagnostics: run.diagnostics,
  };
};

/** Stops a run and gives the time (ms) that took; fails if stop() does not settle. */
window.stopRun = async (number) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`stop() of program ${number} does not settle`)), 5_000);
  });
  const began = performance.now();
  await Promise.race([runs[number].program.stop(), late]);
  clearTimeout(timer);
  return performance.now() - began;
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

/** Watches the page for a while (ms): see the type vitality in eventloop_test.go. */
window.vitality = (duration) =>
  new Promise((resolve) => {
    const frames = [];
    const late = [];
    let clickLate = -1;
    const onClick = (event) => {
      clickLate = Math.max(clickLate, performance.now() - event.timeStamp);
    };
    document.addEventListener("click", onClick);
    const began = performance.now();
    const frame = (now) => {
      frames.push(now);
      if (now - began < duration) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const tick = (due) => {
      const now = performance.now();
      late.push(now - due);
      if (now - began < duration) setTimeout(tick, 5, now + 5);
      else setTimeout(finish, 50);
    };
    setTimeout(tick, 5, began + 5);
    const finish = () => {
      document.removeEventListener("click", onClick);
      late.sort((a, b) => a - b);
      resolve({
        frames: Math.round(((frames.length - 1) * 1000) / (frames.at(-1) - frames[0])),
        longGap: Math.max(...frames.slice(1).map((time, i) => time - frames[i])),
        timerLate: late[late.length >> 1],
        worst: late.at(-1),
        clickLate,
      });
    };
  });

/** Computes for a while (ms), letting the page live in between as a running program should: at most 8 ms at a time. */
window.compute = (duration) => {
  const { port1, port2 } = new MessageChannel();
  const end = performance.now() + duration;
  port1.onmessage = () => {
    const pause = performance.now() + 8;
    while (performance.now() < pause);
    if (performance.now() < end) port2.postMessage(null);
    else port1.close();
  };
  port2.postMessage(null);
};

/**
 * Runs a program that prints "begin NAME" and "end NAME", and waits a little after the first: gives for each name the longest time (ms) in which
 * the page's timers were held up between the two, and how long it was in all.
 */
window.holdUps = async (source, options = {}, timeout = 120_000) => {
  const ticks = [];
  const marks = [];
  let over = false;
  const tick = () => {
    ticks.push(performance.now());
    if (!over) setTimeout(tick);
  };
  await window.ready;
  tick();
  const others = [];
  const output = (level, text) => {
    const [what, name] = text.split(" ");
    if (what === "begin" || what === "end") marks.push([what, name, performance.now()]);
    else others.push(text);
  };
  const program = window.runtime.run(source, { ...options, output });
  const timer = setTimeout(() => program.stop(), timeout);
  const code = await program.done;
  clearTimeout(timer);
  over = true;
  await window.alive();
  const result = {};
  for (let i = 0; i + 1 < marks.length; i += 2) {
    const [[, name, begun], [, , ended]] = [marks[i], marks[i + 1]];
    let longest = 0;
    for (let j = 1; j < ticks.length; j++) {
      if (ticks[j] >= begun && ticks[j - 1] <= ended) longest = Math.max(longest, ticks[j] - ticks[j - 1]);
    }
    const { heldUp = [], took = [] } = result[name] ?? {};
    result[name] = { heldUp: [...heldUp, longest], took: [...took, ended - begun] };
  }
  return { code, others, result };
};
