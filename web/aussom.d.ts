// Types of aussom.js, the library that runs Aussom programs in a page.
// "Addition" marks what goes beyond the documented interface.

/**
 * The kind of a console line. `c.log` is "log", `c.trc` "trace", `c.dbg` "debug", `c.info` "info", `c.warn` "warn", `c.err` "error";
 * `c.println` and `c.print` are "print". Uncaught exceptions and load errors are "error".
 */
export type Level = "trace" | "debug" | "log" | "info" | "warn" | "error" | "print";

export interface LoadOptions {
  /** Where main.wasm comes from. Default: the file next to aussom.js. */
  wasm?: string | URL | Promise<Response>;
  /**
   * Called as main.wasm arrives, with numbers of bytes after decompression. `total` is null if it is not known, as with
   * every compressed answer. What it throws goes to the console and stops nothing.
   */
  onProgress?: (loaded: number, total: number | null) => void;
  /**
   * Run in a module Worker (worker.js, next to aussom.js): the page then never waits for a script. Everything else is the same;
   * `liveHandles()` and `state` are as of the last message of the worker.
   */
  worker?: boolean;
}

export interface RunOptions {
  /** Shown in errors and stack traces. Default: "main.aus". */
  name?: string;
  /** What `main(args)` receives. */
  args?: string[];
  /** Modules for `include`: name ("a.b") to Aussom source. */
  modules?: Record<string, string>;
  /**
   * Receives the console, one call per `c.*` call, a stack trace is one call. `text` has no final newline and no prefix such as "[error] ".
   * What `c.print` writes is held until its line ends (a newline in it, or the next `c.println`, which it is put in front of) or
   * the running code ends; a line of another level does not end it, the held text is then a call of its own before it.
   * What the function throws is reported as the page's own error and does not touch the program. It may call run(), stop() and dispose().
   *
   * Default: the browser's console, by the method of that name ("print": log).
   */
  output?: (level: Level, text: string) => void;
  /**
   * Addition. Called for each error found while loading the source, next to the line that `output` gets. Without
   * `output` and without this function the browser's console shows the place in the source, too.
   */
  onDiagnostic?: (diagnostic: Diagnostic) => void;
  policy?: {
    /**
     * Which sockets the program may open. false: none. A list: URLs that match one of the patterns, in the host-source
     * syntax of the CSP directive connect-src ("wss://example.com", "*.example.com:8080", "'self'"); without a scheme both ws
     * and wss match, "ws:" also covers "wss:". A refused URL is a SecurityError in the script. Default: true, all of them.
     */
    webSocket?: boolean | string[];
  };
  limits?: {
    /** Active calls; more raise an exception in the script. Default: 1000; Infinity: no limit. */
    callDepth?: number;
    /** Calls and loop rounds, roughly, after which an exception ends the program. Default: no limit. */
    steps?: number;
  };
}

/** Addition. An error found while loading a source. */
export interface Diagnostic {
  /** The name of the source: RunOptions.name or that of a module. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** What is wrong: "expected `;` after the expression, found `}`". */
  message: string;
  /** How to mend it; "" if nothing is known. */
  hint: string;
  /** The line of source and, below it, a mark under the place; "" if there is none. */
  snippet: string;
  /** The line that `output` gets. */
  text: string;
}

export interface Program {
  /** main() has ended: its exit code, not cut to 8 bits; 0 if it returned no int; 1 after an uncaught exception or a syntax error; -1 after stop(). */
  readonly main: Promise<number>;
  /**
   * Nothing is left to do: no socket that is not closed, no timer, no waiting thread. The same code, or -1 after stop().
   * Both promises settle in every case. They reject only if the runtime itself is gone.
   */
  readonly done: Promise<number>;
  /** "idle": main has ended, something is still to come. */
  readonly state: "running" | "idle" | "done" | "stopped";
  /** Ends the program and closes its sockets, within 50 ms even in an endless loop; then the promise resolves. Changes nothing if the program has ended. */
  stop(): Promise<void>;
}

export interface Runtime {
  readonly version: { runtime: string; aussom: string; go: string };
  /** Starts a program and returns at once. Programs run side by side and share nothing. Throws only if the runtime is gone. */
  run(source: string, options?: RunOptions): Program;
  /** Runs the unit tests (`@Test`) of the classes in source, with the report on the output. */
  runTests(source: string, options?: RunOptions): Promise<{ passed: number; failed: number; skipped: number }>;
  /** The number of JavaScript functions and references held for programs: 0 when all are done. */
  liveHandles(): number;
  /** Ends the runtime: sockets are closed, promises of programs that still run reject, run() throws from now on. */
  dispose(): void;
}

/**
 * Loads the runtime; each call makes one of its own. Rejects with an Error that says what is wrong if main.wasm is
 * missing, is served with a wrong type or status, or does not match wasm_exec.js.
 */
export function load(options?: LoadOptions): Promise<Runtime>;

declare global {
  interface HTMLElementEventMap {
    /** Dispatched on a `<script type="text/aussom">` when its program is done, or could not be started (code 1). It bubbles (addition). */
    "aussom:exit": CustomEvent<{ code: number }>;
    /** Dispatched when the script could not be started, was wrong, or main ended with an exception that nobody caught. It bubbles (addition). */
    "aussom:error": CustomEvent<{ message: string }>;
  }
}
