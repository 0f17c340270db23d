// This file defines load() and the Runtime and Program objects that pages use; aussom.d.ts documents them.

import { Engine } from "./aussom-engine.js";
import { loadGo, loadModule } from "./aussom-loader.js";

/** Loads the runtime. Each call makes one of its own. */
export async function load(options = {}) {
  const [module, Go] = await Promise.all([loadModule(options.wasm, options.onProgress), loadGo()]);
  const runtime = new Runtime();
  await runtime.start(options.worker ? new WorkerEngine(runtime) : new Engine(runtime), module, Go);
  return runtime.api;
}

/**
 * An engine in a module Worker, with the methods of Engine. worker.js is the other end; each message is a list of a
 * method's name and its arguments.
 */
class WorkerEngine {
  #listener;
  #worker = null;
  #started = resolvers();

  version = null;
  /** As of the events delivered last. */
  handles = 0;

  constructor(listener) {
    this.#listener = listener;
  }

  async start(module) {
    const url = new URL("worker.js", import.meta.url);
    try {
      this.#worker = new Worker(url, { type: "module", name: "aussom" });
    } catch (error) {
      throw new Error(`the worker could not be started from ${url}: ${error.message}`, { cause: error });
    }
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#lost(event.message || `${url} could not be loaded`);
    };
    this.#worker.onmessage = ({ data: [name, ...args] }) => this[name](...args);
    this.#worker.postMessage(["start", module]);
    this.version = await this.#started.promise;
  }

  run(program, fields) {
    this.#worker.postMessage(["run", program, fields]);
  }

  stop(program) {
    this.#worker.postMessage(["stop", program]);
  }

  dispose() {
    this.#lost("it was disposed of");
  }

  // Called by worker.js.

  started(version) {
    this.#started.resolve(version);
  }

  failed(message) {
    this.#worker.terminate();
    this.#started.reject(new Error(message));
  }

  deliver(events, handles) {
    this.handles = handles;
    this.#listener.deliver(events);
  }

  died(message) {
    this.#worker.terminate();
    this.handles = 0;
    this.#listener.died(new Error(message));
  }

  #lost(reason) {
    this.#started.reject(new Error(`the worker could not be started: ${reason}`));
    this.died(`the Aussom runtime has stopped: ${reason}`);
  }
}

/** A runtime: its programs and the engine in which they run. It is the engine's listener. */
class Runtime {
  api = null;
  #engine = null;
  #programs = new Map(); // number -> Program, until it has ended
  #last = 0;
  #error = null; // why the runtime is gone

  async start(engine, module, Go) {
    this.#engine = engine;
    await engine.start(module, Go);
    this.api = Object.freeze({
      version: Object.freeze(engine.version),
      run: (source, options) => this.#run(source, options, false).api,
      runTests: async (source, options) => this.#run(source, options, true).tests,
      liveHandles: () => this.#programs.size + engine.handles,
      dispose: () => engine.dispose(),
    });
  }

  deliver(events) {
    for (const event of events) {
      const program = this.#programs.get(event.program);
      if (event.type === "ended") this.#programs.delete(event.program);
      program?.apply(event);
    }
  }

  died(error) {
    this.#error ??= error;
    const programs = [...this.#programs.values()];
    this.#programs.clear();
    for (const program of programs) program.fail(error);
  }

  #run(source, options = {}, tests) {
    if (this.#error) throw new Error(this.#error.message, { cause: this.#error });
    const fields = request(source, options, tests);
    const number = ++this.#last;
    const program = new Program(options, () => this.#engine.stop(number));
    this.#programs.set(number, program);
    this.#engine.run(number, fields);
    return program;
  }
}

/** One program. */
class Program {
  /** What the page gets. */
  api;
  /** Settles as done does, with the result of the unit tests. */
  tests;

  #output;
  #onDiagnostic;
  #state = "running";
  #main = resolvers();
  #done = resolvers();
  #ended = false;
  #result = { passed: 0, failed: 0, skipped: 0 };

  constructor({ output, onDiagnostic }, stop) {
    this.#output = output;
    this.#onDiagnostic = onDiagnostic;
    const main = this.#main.promise;
    const done = this.#done.promise;
    this.tests = done.then(() => this.#result);
    const ended = done.then(nothing, nothing);
    // A page that does not ask for the result is not bothered with a rejection that nobody handles.
    for (const promise of [main, done, this.tests]) promise.catch(nothing);
    const state = () => this.#state;
    this.api = Object.freeze({
      main,
      done,
      get state() {
        return state();
      },
      stop: () => {
        if (!this.#ended) stop();
        return ended;
      },
    });
  }

  /** Takes one event of the engine. */
  apply(event) {
    switch (event.type) {
      case "line":
        call(this.#output ?? browserConsole, event.level, event.text);
        break;
      case "diagnostic":
        this.#diagnose(event.fields);
        break;
      case "state":
        this.#state = event.state;
        break;
      case "tests":
        this.#result = { passed: event.passed, failed: event.failed, skipped: event.skipped };
        break;
      case "main":
        this.#main.resolve(event.code);
        break;
      case "ended":
        this.#ended = true;
        this.#main.resolve(event.code);
        this.#done.resolve(event.code);
    }
  }

  /** The runtime is gone. */
  fail(error) {
    this.#ended = true;
    this.#state = "stopped";
    this.#main.reject(error);
    this.#done.reject(error);
  }

  #diagnose(fields) {
    const diagnostic = Object.fromEntries(fields);
    diagnostic.line = Number(diagnostic.line);
    diagnostic.column = Number(diagnostic.column);
    if (this.#onDiagnostic) call(this.#onDiagnostic, diagnostic);
    if (!this.#output) browserConsole("error", explain(diagnostic));
  }
}

/** Turns the options of a run into the fields of a request; program.go reads them. */
function request(source, options, tests) {
  const fields = [
    ["source", String(source)],
    ["name", options.name ?? "main.aus"],
    ["base", baseAddress()],
  ];
  if (tests) fields.push(["tests", ""]);
  for (const arg of options.args ?? []) fields.push(["arg", String(arg)]);
  for (const [name, text] of Object.entries(options.modules ?? {})) fields.push([`module ${name}`, String(text)]);
  const { callDepth, steps } = options.limits ?? {};
  if (callDepth !== undefined) fields.push(["callDepth", callDepth === Infinity ? "-1" : whole(callDepth)]);
  if (steps !== undefined) fields.push(["steps", whole(steps)]);
  const allowed = options.policy?.webSocket ?? true;
  if (allowed !== true) {
    fields.push(["policy", ""]);
    if (Array.isArray(allowed)) for (const pattern of allowed) fields.push(["allow", String(pattern)]);
  }
  return fields;
}

/** The address against which relative URLs resolve: the page's, also when the program runs in a worker. */
function baseAddress() {
  return globalThis.document?.baseURI ?? globalThis.location?.href ?? "";
}

/** A limit as a whole number in decimal; what is larger than any program needs is none. */
function whole(limit) {
  const n = Math.trunc(Number(limit)) || 0;
  return String(Number.isSafeInteger(n) ? n : 0);
}

/** Calls a function of the page; what it throws is the page's error and reaches its error handler, nobody else. */
function call(f, ...args) {
  try {
    f(...args);
  } catch (error) {
    if (typeof reportError === "function") reportError(error);
    else console.error(error);
  }
}

function browserConsole(level, text) {
  console[level === "print" ? "log" : level](text);
}

/** The text of a load error with the place in the source. */
function explain({ file, line, column, message, hint, snippet }) {
  const parts = [`${file}:${line}:${column}: ${message}`];
  if (snippet) parts.push(snippet);
  if (hint) parts.push(`hint: ${hint}`);
  return parts.join("\n");
}

function nothing() {}

function resolvers() {
  let resolve, reject;
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
