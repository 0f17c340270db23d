// This file defines the worker's side of a runtime with the option worker: an engine whose events go to the page.
// WorkerEngine in aussom.js is the other end.

import { Engine } from "./aussom-engine.js";
import { loadGo } from "./aussom-loader.js";

const engine = new Engine({
  deliver: (events) => postMessage(["deliver", events, engine.handles]),
  inspected: (report) => postMessage(["inspected", report]),
  died: (error) => postMessage(["died", error.message]),
});

const methods = {
  async start(module) {
    try {
      await engine.start(module, await loadGo());
      postMessage(["started", engine.version]);
    } catch (error) {
      postMessage(["failed", error.message]);
    }
  },
  run: (program, fields) => engine.run(program, fields),
  stop: (program) => engine.stop(program),
  inspect: (options) => engine.inspect(options),
};

self.onmessage = ({ data: [name, ...args] }) => methods[name](...args);
