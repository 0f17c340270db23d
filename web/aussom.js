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
    try {
      // Bundlers know this form and bundle the worker too.
      this.#worker = new Worker(new URL("worker.js", import.meta.url), { type: "module", name: "aussom" });
    } catch (error) {
      throw new Error(`the worker could not be started from worker.js next to ${import.meta.url}: ${error.message}`, { cause: error });
    }
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#lost(event.message || `worker.js next to ${import.meta.url} could not be loaded`);
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

  inspect(options) {
    this.#worker.postMessage(["inspect", options]);
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

  inspected(report) {
    this.#listener.inspected(report);
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
  #inspector = null; // who wants to know what the sockets do

  async start(engine, module, Go) {
    this.#engine = engine;
    await engine.start(module, Go);
    this.api = Object.freeze({
      version: Object.freeze(engine.version),
      run: (source, options) => this.#run(source, options).api,
      runTests: async (source, options) => this.#run(source, options, "tests").tests,
      check: async (source, options) => this.#check(source, options),
      inspect: (listener, options) => this.#inspect(listener, options),
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

  /** What the sockets of the programs did. */
  inspected(report) {
    if (this.#inspector) call(this.#inspector, report);
  }

  /** Starts a program; what is undefined to run it, "tests" to run its tests, "check" to look for errors only. */
  #run(source, options = {}, what) {
    if (this.#error) throw new Error(this.#error.message, { cause: this.#error });
    const fields = request(source, options, what);
    const number = ++this.#last;
    const program = new Program(options, () => this.#engine.stop(number));
    this.#programs.set(number, program);
    this.#engine.run(number, fields);
    if (options.signal) stopOn(options.signal, program.api);
    return program;
  }

  async #check(source, { name } = {}) {
    const found = [];
    await this.#run(source, { name, output: nothing, onDiagnostic: (diagnostic) => found.push(diagnostic) }, "check").api.done;
    return found;
  }

  #inspect(listener, { frames = false } = {}) {
    if (this.#error) return;
    this.#inspector = listener;
    this.#engine.inspect(listener ? { frames } : null);
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
        this.#result = testResult(event);
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
    diagnostic.width = Number(diagnostic.width);
    if (this.#onDiagnostic) call(this.#onDiagnostic, diagnostic);
    if (!this.#output) browserConsole("error", explain(diagnostic));
  }
}

/** Turns the options of a run into the fields of a request; program.go reads them. */
function request(source, options, what) {
  const fields = [
    ["source", String(source)],
    ["name", options.name ?? "main.aus"],
    ["base", baseAddress()],
  ];
  if (what) fields.push([what, ""]);
  for (const arg of options.args ?? []) fields.push(["arg", String(arg)]);
  for (const [name, text] of Object.entries(options.modules ?? {})) fields.push([`module ${name}`, String(text)]);
  for (const [name, limit] of Object.entries(options.limits ?? {})) if (limit !== undefined) fields.push([`limit ${name}`, whole(limit)]);
  const allowed = options.policy?.webSocket ?? true;
  if (allowed !== true) {
    fields.push(["policy", ""]);
    if (Array.isArray(allowed)) for (const pattern of allowed) fields.push(["allow", String(pattern)]);
  }
  const permissions = options.policy?.permissions ?? [];
  for (const name of permissions) fields.push(["permit", String(name)]);
  if (permissions.length > 0) fields.push(...system());
  return fields;
}

/** What sys tells a program that may know: the browser and the system it runs on. */
function system() {
  const { userAgentData, userAgent = "" } = globalThis.navigator ?? {};
  // Browsers put an invented brand with "Not" into the list, and the one of their engine.
  const brands = (userAgentData?.brands ?? []).filter(({ brand }) => !/^\W*not[\W_]/i.test(brand));
  const own = brands.find(({ brand }) => brand !== "Chromium") ?? brands[0];
  const [, name = "", version = ""] = /(Firefox|FxiOS|CriOS|EdgiOS|Chrome|Version)\/([\d.]+)/.exec(userAgent) ?? [];
  return [
    ["browser", own?.brand ?? (name === "Version" ? "Safari" : name)],
    ["browserVersion", own?.version ?? version],
    ["platform", userAgentData?.platform ?? /Windows|Android|iPhone|iPad|Mac OS X|CrOS|Linux/.exec(userAgent)?.[0] ?? ""],
  ];
}

/** Stops a program when a signal is aborted. */
function stopOn(signal, program) {
  const stop = () => program.stop();
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  program.done.then(nothing, nothing).then(() => signal.removeEventListener("abort", stop));
}

/** The address against which relative URLs resolve: the page's, also when the program runs in a worker. */
function baseAddress() {
  return globalThis.document?.baseURI ?? globalThis.location?.href ?? "";
}

/** A limit as a whole number in decimal: 0 for the default, -1 for none. What is larger than any program needs is none. */
function whole(limit) {
  const n = Math.trunc(Number(limit)) || 0;
  return String(n > 0 && !Number.isSafeInteger(n) ? -1 : Math.max(n, 0));
}

/** The result of unit tests. Tests that could not be run count as one that failed, so that nobody takes that for a success. */
function testResult({ passed, failed, skipped, problem }) {
  return problem ? { passed, failed: failed || 1, skipped, problem } : { passed, failed, skipped };
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
