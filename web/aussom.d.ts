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
    /**
     * Addition. Security properties that are granted, such as "os.info.view", which lets the functions of sys tell the system and
     * the browser, or "reflect.eval.string". A name that is no permission is an error line. Default: none.
     */
    permissions?: string[];
  };
  /** Addition. Aborting it stops the program, as stop() does; for runTests(), which gives no Program. */
  signal?: AbortSignal;
  /**
   * What the program may use; Infinity: no limit. Too large a value is an exception in the script (`getId()` is "LIMIT_EXCEEDED"),
   * too many steps or too much memory end the program with an error line and code 1. The defaults keep a program from
   * ending the runtime, whose memory ends at 4 GiB.
   */
  limits?: {
    /** Active calls; more raise an exception in the script. Default: 1000, as in Aussom 1.4.2. */
    callDepth?: number;
    /** Calls, loop rounds and library work on much data, roughly. Default: no limit, since stop() ends every program. */
    steps?: number;
    /** Addition. Bytes of one source text. Default: 16 MiB. */
    source?: number;
    /** Addition. Bytes in UTF-8 of one string. Default: 256 MiB, more than the largest message that arrives in browsers. */
    string?: number;
    /** Addition. Elements of one list, entries of one map. Default: 16,777,216, which take 384 MiB. */
    list?: number;
    /** Addition. Bytes of one Buffer. Default: 512 MiB. */
    buffer?: number;
    /**
     * Addition. Bytes that the program holds, found out every few milliseconds: a program may hold more for that long. With several
     * programs in one runtime the shares are estimates. Default: 1 GiB; all programs of a runtime together may hold 2 GiB.
     */
    memory?: number;
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
  /** How many UTF-16 units from there are wrong, at least 1. */
  width: number;
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
  /**
   * Runs the unit tests (`@Test`) of the classes in source, with the report on the output. If nothing could be run, `problem` (addition) says
   * why (the first error of the source with its place, or that there are no tests), and `failed` is 1.
   */
  runTests(source: string, options?: RunOptions): Promise<{ passed: number; failed: number; skipped: number; problem?: string }>;
  /**
   * Addition. Finds the errors that loading a source would report, without running anything: it is parsed only, and parsing goes on
   * after an error. [] if there are none.
   */
  check(source: string, options?: { name?: string }): Promise<Diagnostic[]>;
  /**
   * Addition. Tells the listener from now on what the WebSockets of this runtime's programs do, at most ten times a second;
   * null ends that. With `frames` every message is looked at, which costs a program that does nothing but exchange messages a few
   * per cent of its speed; without, only states are told, and messages cost nothing.
   */
  inspect(listener: ((report: SocketReport) => void) | null, options?: { frames?: boolean }): void;
  /** The number of JavaScript functions and references held for programs: 0 when all are done. */
  liveHandles(): number;
  /** Ends the runtime: sockets are closed, promises of programs that still run reject, run() throws from now on. */
  dispose(): void;
}

/** Addition. One WebSocket, as of the report's time. */
export interface SocketInfo {
  /** Counted from 1 in each runtime. */
  id: number;
  url: string;
  /** The subprotocol that the server chose, or "". */
  protocol: string;
  /** The ready state, 0 to 3. A socket that the runtime has let go of, as when its program was stopped, is 3. */
  state: 0 | 1 | 2 | 3;
  /** Bytes that are queued and not yet handed to the network. */
  bufferedAmount: number;
  messagesIn: number;
  messagesOut: number;
  /** Bytes of the messages, without what the protocol adds. */
  bytesIn: number;
  bytesOut: number;
  /** When it was opened, in milliseconds since 1970; null if that was not seen. */
  openedAt: number | null;
  /** How it was closed; null, "" and null before that. */
  code: number | null;
  reason: string;
  wasClean: boolean | null;
}

/** Addition. One message or event of a WebSocket. */
export interface SocketFrame {
  /** SocketInfo.id */
  socket: number;
  /** Milliseconds since 1970. */
  time: number;
  direction: "in" | "out" | "open" | "error" | "close";
  /** "event" for all but messages. */
  kind: "text" | "binary" | "event";
  /** Bytes of the message. */
  size: number;
  /** The beginning of the message: up to 1024 UTF-16 units or 256 bytes. */
  data?: string | Uint8Array;
  /** Of "close". */
  code?: number;
  reason?: string;
  wasClean?: boolean;
}

/** Addition. What the sockets of a runtime did since the last report. */
export interface SocketReport {
  /** Milliseconds since 1970. */
  time: number;
  /** The sockets of which something has changed. */
  sockets: SocketInfo[];
  /** Events and the newest 200 messages, in order; with `frames` only. */
  frames: SocketFrame[];
  /** How many messages before them are not listed. */
  skipped: number;
  /** The milliseconds from sending a message to receiving the same message, for servers that echo; at most 500. */
  roundTrips: number[];
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
