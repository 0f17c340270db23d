// This file defines Engine: one instance of main.wasm, its memory, and the turns in which Go runs.

import { checkMatch } from "./aussom-loader.js";
import { Inspection } from "./aussom-inspection.js";
import { Sockets } from "./aussom-sockets.js";

const levels = ["trace", "debug", "log", "info", "warn", "error", "print"];
const states = ["running", "idle", "done", "stopped"];

// Texts of up to this many UTF-16 units go through the reused buffer, longer ones through one of their exact size.
const shortText = 1 << 16;

// The same for bytes: up to here copying twice costs less than one more call of Go.
const shortBytes = 1 << 12;

// Events that come within this many milliseconds are a burst. Browsers round their clock to 0.1 ms or more.
const burstGap = 0.1;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Access to the module's memory. A view dies when the memory grows, so each use asks for the current one. */
class Memory {
  #memory;
  #view;

  constructor(memory) {
    this.#memory = memory;
    this.#view = new Uint8Array(memory.buffer);
  }

  get view() {
    if (this.#view.length === 0) this.#view = new Uint8Array(this.#memory.buffer);
    return this.#view;
  }

  bytes(address, length) {
    address >>>= 0;
    return this.view.subarray(address, address + length);
  }

  text(address, length) {
    return decoder.decode(this.bytes(address, length));
  }

  /** Writes a text that has room for three bytes per unit; returns its length in bytes. */
  put(address, text) {
    const { view } = this;
    const { length } = text;
    if (length <= 48) {
      let i = 0;
      for (; i < length; i++) {
        const unit = text.charCodeAt(i);
        if (unit > 0x7f) break;
        view[address + i] = unit;
      }
      if (i === length) return length;
    }
    return encoder.encodeInto(text, view.subarray(address, address + length * 3)).written;
  }
}

/**
 * One instance of main.wasm.
 *
 * Go runs in turns: wake() asks for one by posting to a MessageChannel, once for any number of reasons. What programs do in
 * a turn is queued here and delivered after it, so the page's functions never run inside Go.
 *
 * listener.deliver(events) gets the events of the programs in order; it must not throw. Each is an object with the program's number and a type:
 * line {level, text}, state {state}, main {code}, ended {code}, tests {passed, failed, skipped, problem}, diagnostic {fields}.
 * listener.inspected(report) gets what sockets did, if inspect() asked for it. listener.died(error) is called once when the instance is lost.
 */
export class Engine {
  /** {runtime, aussom, go} */
  version = null;

  #listener;
  #go;
  #exports;
  #memory;
  #sockets;
  #channel = new MessageChannel();
  #asked = false; // a turn is on its way
  #lastArrival = 0; // when the last event of a socket came
  #running = false; // Go is on the stack
  #events = [];
  #delivering = false;
  #stderr = "";
  #fatal = null; // why the instance is lost, noticed inside a call of Go
  #dead = false;
  #buffer = { address: 0, size: 0 }; // Go's reused buffer

  constructor(listener) {
    this.#listener = listener;
    this.#sockets = new Sockets(this);
    this.#channel.port1.onmessage = () => this.#turn();
  }

  /** The functions that main.wasm imports from this library. */
  #imports() {
    const text = (address, length) => this.#memory.text(address, length);
    const event = (event) => {
      this.#events.push(event);
    };
    return {
      wake: () => this.wake(),
      ready: (address, length) => {
        this.version = Object.fromEntries(decodeRecord(this.#memory.bytes(address, length)));
      },
      fatal: (address, length) => {
        this.#fatal ??= text(address, length);
      },
      line: (program, level, address, length) => event({ program, type: "line", level: levels[level], text: text(address, length) }),
      state: (program, state) => event({ program, type: "state", state: states[state] }),
      mainEnded: (program, code) => event({ program, type: "main", code }),
      ended: (program, code) => event({ program, type: "ended", code }),
      tests: (program, passed, failed, skipped, address, length) =>
        event({ program, type: "tests", passed, failed, skipped, problem: text(address, length) }),
      diagnostic: (program, address, length) =>
        event({ program, type: "diagnostic", fields: decodeRecord(this.#memory.bytes(address, length)) }),
      supported: () => Number(this.#sockets.supported()),
      dial: (id, url, urlLength, protocols, protocolsLength) =>
        this.#attempt(() => this.#sockets.dial(id, text(url, urlLength), text(protocols, protocolsLength).split("\0").filter(Boolean))),
      close: (id, code, reason, length) => this.#attempt(() => this.#sockets.close(id, code, text(reason, length))),
      setBlob: (id, blob) => this.#sockets.setBinaryType(id, blob ? "blob" : "arraybuffer"),
      sendText: (id, address, length) => this.#attempt(() => this.#sockets.send(id, text(address, length), length)),
      sendBinary: (id, address, length) => this.#attempt(() => this.#sockets.send(id, this.#memory.bytes(address, length), length)),
      bufferedAmount: (id) => this.#sockets.bufferedAmount(id),
      release: (id) => this.#sockets.release(id),
    };
  }

  /** Does something that may throw: 1, and its text is in Go's new buffer, or 0, and the exception's name and message are. */
  #attempt(action) {
    try {
      const text = action();
      if (text !== undefined) this.#long(encoder.encode(text));
      return 1;
    } catch (error) {
      this.#long(encoder.encode(`${error.name}\0${error.message}`));
      return 0;
    }
  }

  /** Starts a module with the class of wasm_exec.js. */
  async start(module, Go) {
    const go = new Go();
    go.importObject.aussom = this.#imports();
    checkMatch(module, Go, go.importObject);
    this.#go = go;
    go.argv = ["aussom"];
    go.env = { GOGC: "400", GOMEMLIMIT: "1536MiB" };
    go.exit = (code) => {
      this.#fatal ??= this.#lastWords() || `main.wasm ended with exit code ${code}`;
    };
    go.importObject.gojs["runtime.wasmWrite"] = (sp) => this.#write(sp >>> 0);
    const instance = await WebAssembly.instantiate(module, go.importObject);
    this.#exports = instance.exports;
    this.#memory = new Memory(instance.exports.mem);
    // Go's own timers come in through _resume as well.
    go._resume = () => this.#resume();
    let failure = null;
    go.run(instance).catch((error) => {
      failure = error;
    });
    await null; // lets a failure of run be seen
    if (!this.version) {
      this.#dead = true;
      throw new Error(`main.wasm did not start: ${this.#fatal ?? failure?.message ?? "it is not the Aussom runtime"}`);
    }
  }

  /** The number of JavaScript references held for programs. */
  get handles() {
    return this.#sockets.handles;
  }

  /** Starts a program; fields is its request, a list of [key, value]. */
  run(program, fields) {
    const record = encodeRecord(fields);
    const address = this.#call("aussomAllocate", record.length) >>> 0;
    if (this.#dead) return;
    this.#memory.view.set(record, address);
    this.#call("aussomRun", program);
    this.wake();
  }

  stop(program) {
    this.#call("aussomStop", program);
    this.wake();
  }

  /** Tells listener.inspected() from now on what sockets do: with {frames: true} every message, with {frames: false} states only, with null nothing. */
  inspect(options) {
    this.#sockets.inspect(options && new Inspection(options, (report) => this.#listener.inspected(report)));
  }

  /** Ends the instance. Programs that still run are lost. */
  dispose() {
    this.#fatal ??= "it was disposed of";
    this.#die(false);
  }

  /** Asks for a turn. */
  wake() {
    if (this.#asked || this.#dead) return;
    this.#asked = true;
    this.#channel.port2.postMessage(null);
  }

  /**
   * Lets Go handle what has just arrived: at once if it came alone, for the sake of latency, and otherwise in the next turn,
   * so a burst of events costs one.
   */
  #arrived() {
    const now = performance.now();
    const alone = now - this.#lastArrival >= burstGap;
    this.#lastArrival = now;
    if (alone && !this.#asked && !this.#running) this.#resume();
    else this.wake();
  }

  // The receiver of Sockets: each hands one event over.

  opened(id, protocol) {
    this.#call("aussomOpened", id, this.#short(protocol));
    this.#arrived();
  }

  /** sized is called with the length in bytes before the program can see the text. */
  text(id, text, sized) {
    let bytes;
    if (text.length <= shortText) {
      bytes = this.#short(text);
      this.#call("aussomText", id, bytes);
    } else {
      const encoded = encoder.encode(text);
      bytes = encoded.length;
      if (this.#long(encoded)) this.#call("aussomLongText", id);
    }
    sized(id, bytes);
    this.#arrived();
  }

  binary(id, bytes) {
    if (bytes.length <= shortBytes) {
      if (this.#reserve(bytes.length)) {
        this.#memory.view.set(bytes, this.#buffer.address);
        this.#call("aussomBinary", id, bytes.length);
      }
    } else if (this.#long(bytes)) this.#call("aussomLongBinary", id);
    this.#arrived();
  }

  failed(id) {
    this.#call("aussomFailed", id);
    this.#arrived();
  }

  closed(id, code, wasClean, reason) {
    this.#call("aussomClosed", id, code, Number(wasClean), this.#short(reason));
    this.#arrived();
  }

  /** Writes a text into Go's reused buffer; returns its length in bytes. */
  #short(text) {
    if (!this.#reserve(text.length * 3)) return 0;
    return this.#memory.put(this.#buffer.address, text);
  }

  /** Makes room in Go's reused buffer; reports whether that was possible. */
  #reserve(most) {
    if (most > this.#buffer.size) {
      const size = Math.max(most, 4096);
      this.#buffer = { address: this.#call("aussomReserve", size) >>> 0, size };
    }
    return !this.#dead;
  }

  /** Writes bytes into a new buffer of Go; reports whether that was possible. */
  #long(bytes) {
    const address = this.#call("aussomAllocate", bytes.length) >>> 0;
    if (this.#dead) return false;
    this.#memory.view.set(bytes, address);
    return true;
  }

  /** Calls an export. An exception, and a failure that Go reports, end the instance. */
  #call(name, a, b, c, d) {
    if (this.#dead) return 0;
    let result = 0;
    try {
      result = this.#exports[name](a, b, c, d);
    } catch (error) {
      this.#fatal ??= this.#lastWords() || String(error);
      this.#stderr += error.stack ?? ""; // Go's own stack cannot be had any more
    }
    if (this.#fatal !== null) this.#die(true);
    return result;
  }

  #turn() {
    this.#asked = false;
    if (this.#call("aussomTick")) this.wake();
    this.#resume();
  }

  /** Lets Go run until all its goroutines wait, then delivers what the programs did. */
  #resume() {
    this.#running = true;
    this.#call("resume");
    this.#running = false;
    this.#deliver();
  }

  #deliver() {
    if (this.#delivering) return; // the page's function called back
    this.#delivering = true;
    while (this.#events.length > 0) {
      const events = this.#events;
      this.#events = [];
      this.#listener.deliver(events);
    }
    this.#delivering = false;
  }

  /** Gives the instance up. It must not be entered again. */
  #die(loud) {
    if (this.#dead) return;
    this.#dead = true;
    if (loud) console.error(`Aussom: internal error: the runtime has stopped: ${this.#fatal}\n${this.#stderr}`.trimEnd());
    const timers = this.#go?._scheduledTimeouts;
    for (const timer of timers?.values() ?? []) clearTimeout(timer);
    timers?.clear(); // wasm_exec.js calls again and again while a timer that has fired is still in here
    this.#sockets.releaseAll();
    this.#channel.port1.close();
    this.#channel.port2.close();
    this.#exports = null;
    this.#deliver();
    this.#listener.died(new Error(`the Aussom runtime has stopped: ${firstLine(this.#fatal)}`));
  }

  /** What Go itself writes to its standard error: the text of a panic nobody recovered, in many pieces. */
  #write(sp) {
    const { mem } = this.#go;
    const bytes = new Uint8Array(mem.buffer, mem.getUint32(sp + 16, true), mem.getInt32(sp + 24, true));
    if (this.#stderr.length < 1 << 16) this.#stderr += decoder.decode(bytes);
  }

  /** Why Go gave up, as far as it said so. */
  #lastWords() {
    return /^(?:panic|fatal error): .*/m.exec(this.#stderr)?.[0] ?? firstLine(this.#stderr);
  }
}

function firstLine(text) {
  return text.split("\n", 1)[0];
}

/** Makes the bytes of a record from [key, value] pairs of texts; record.go has the other half. */
function encodeRecord(fields) {
  const texts = fields.flat().map((text) => encoder.encode(text));
  const record = new Uint8Array(texts.reduce((sum, text) => sum + 4 + text.length, 0));
  const numbers = new DataView(record.buffer);
  let at = 0;
  for (const text of texts) {
    numbers.setUint32(at, text.length, true);
    record.set(text, at + 4);
    at += 4 + text.length;
  }
  return record;
}

/** Reads the [key, value] pairs of a record. */
function decodeRecord(bytes) {
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const texts = [];
  for (let at = 0; at < bytes.length; ) {
    const length = numbers.getUint32(at, true);
    texts.push(decoder.decode(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  const fields = [];
  for (let i = 0; i < texts.length; i += 2) fields.push([texts[i], texts[i + 1]]);
  return fields;
}
