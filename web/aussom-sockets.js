// This file defines Sockets: the browser's WebSockets of one runtime, known to Go by number.

const entryOf = Symbol("aussom socket");
const kinds = ["open", "message", "error", "close"];

// The longest message that is handed over. Go's memory ends at 4 GiB, and running out of it would end every program.
const longest = 1 << 30;

/**
 * The sockets of one runtime. There is one function per event kind for all of them; each finds its socket's entry
 * through event.target. Go hears of events through the receiver: opened(id, protocol), text(id, text), binary(id, bytes),
 * failed(id), closed(id, code, wasClean, reason); all of them only queue.
 */
export class Sockets {
  #receiver;
  #entries = new Map(); // id -> {id, socket, waiting}
  #reading = 0; // blobs being read
  #listeners;

  constructor(receiver) {
    this.#receiver = receiver;
    this.#listeners = {
      open: (event) => this.#arrived(event, (id) => receiver.opened(id, event.target.protocol)),
      message: (event) => this.#message(event),
      error: (event) => this.#arrived(event, (id) => receiver.failed(id)),
      close: (event) => this.#arrived(event, (id) => receiver.closed(id, event.code, event.wasClean, event.reason)),
    };
  }

  /** The number of references held: sockets, and blobs being read. */
  get handles() {
    return this.#entries.size + this.#reading;
  }

  supported() {
    return typeof globalThis.WebSocket === "function";
  }

  /** Begins to connect; returns the serialised URL. Throws what the browser throws. */
  dial(id, url, protocols) {
    // No second argument at all if none is offered: null would offer the name "null".
    const socket = protocols.length > 0 ? new WebSocket(url, protocols) : new WebSocket(url);
    socket.binaryType = "arraybuffer";
    socket[entryOf] = { id, socket, waiting: null };
    for (const kind of kinds) socket.addEventListener(kind, this.#listeners[kind]);
    this.#entries.set(id, socket[entryOf]);
    return socket.url;
  }

  /** Sends text or bytes. Throws what the browser throws. */
  send(id, data) {
    this.#entries.get(id)?.socket.send(data);
  }

  /** Throws what the browser throws. */
  close(id, code, reason) {
    const socket = this.#entries.get(id)?.socket;
    if (reason === "") socket?.close(code);
    else socket?.close(code, reason);
  }

  setBinaryType(id, kind) {
    const entry = this.#entries.get(id);
    if (entry) entry.socket.binaryType = kind;
  }

  bufferedAmount(id) {
    return this.#entries.get(id)?.socket.bufferedAmount ?? 0;
  }

  /** Drops a socket: no event arrives any more; one that is not closed is closed with code 1000. */
  release(id) {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    const { socket } = entry;
    for (const kind of kinds) socket.removeEventListener(kind, this.#listeners[kind]);
    socket[entryOf] = undefined;
    entry.waiting = null;
    try {
      if (socket.readyState < 2) socket.close(1000);
    } catch {
      // It is on its way out in any case.
    }
  }

  releaseAll() {
    for (const id of [...this.#entries.keys()]) this.release(id);
  }

  /** Hands an event over, after those that wait for a blob of the same socket. */
  #arrived(event, deliver) {
    const entry = event.target[entryOf];
    if (!entry) return;
    if (entry.waiting) entry.waiting.push(deliver);
    else deliver(entry.id);
  }

  #message(event) {
    const entry = event.target[entryOf];
    if (!entry) return;
    const { data } = event;
    if (entry.waiting) entry.waiting.push(() => this.#hand(entry, data));
    else this.#hand(entry, data);
  }

  #hand(entry, data) {
    if (typeof data === "string") {
      if (data.length * 3 <= longest || data.length <= longest / 3) this.#receiver.text(entry.id, data);
      else this.#refuse(entry);
    } else if (data instanceof ArrayBuffer) {
      if (data.byteLength <= longest) this.#receiver.binary(entry.id, new Uint8Array(data));
      else this.#refuse(entry);
    } else {
      this.#read(entry, data);
    }
  }

  /** Reads a blob; what arrives for its socket meanwhile waits, so the order is kept. */
  #read(entry, blob) {
    entry.waiting = [];
    this.#reading++;
    const done = (buffer) => {
      this.#reading--;
      if (!entry.waiting) return; // released
      const waiting = entry.waiting;
      entry.waiting = null;
      if (buffer) this.#hand(entry, buffer);
      else this.#refuse(entry);
      for (let i = 0; i < waiting.length; i++) {
        if (entry.waiting) {
          entry.waiting.push(...waiting.slice(i)); // the next blob
          return;
        }
        waiting[i](entry.id);
      }
    };
    blob.arrayBuffer().then(done, () => done(null));
  }

  /** Ends a connection whose message cannot be handed over, rather than losing the message silently. */
  #refuse(entry) {
    console.error(`Aussom: a message of ${entry.socket.url} is too large to be received; the connection is closed`);
    this.#receiver.failed(entry.id);
  }
}
