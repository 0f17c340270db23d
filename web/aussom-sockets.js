// This file defines Sockets: the browser's WebSockets of one runtime, known to Go by number.

const entryOf = Symbol("aussom socket");
const kinds = ["open", "message", "error", "close"];

// The longest message that is handed over. Go's memory ends at 4 GiB, and running out of it would end every program.
const longest = 1 << 30;

/**
 * The sockets of one runtime. There is one function per event kind for all of them; each finds its socket's entry
 * through event.target. Go hears of events through the receiver: opened(id, protocol), text(id, text, sized), binary(id, bytes),
 * failed(id), closed(id, code, wasClean, reason); all of them only queue. sized(id, bytes) is called with the length of the text.
 */
export class Sockets {
  #receiver;
  #entries = new Map(); // id -> {id, socket, waiting, text, messagesIn, messagesOut, bytesIn, bytesOut}; Inspection adds its own
  #reading = 0; // blobs being read
  #listeners;
  #inspection = null; // who is told what the sockets do

  constructor(receiver) {
    this.#receiver = receiver;
    this.#listeners = {
      open: (event) => this.#arrived(event, null, (id) => receiver.opened(id, event.target.protocol)),
      message: (event) => this.#message(event),
      error: (event) => this.#arrived(event, null, (id) => receiver.failed(id)),
      close: (event) => {
        const { code, reason, wasClean } = event;
        this.#arrived(event, { code, reason, wasClean }, (id) => receiver.closed(id, code, wasClean, reason));
      },
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
    const entry = { id, socket, waiting: null, text: null, messagesIn: 0, messagesOut: 0, bytesIn: 0, bytesOut: 0 };
    socket[entryOf] = entry;
    for (const kind of kinds) socket.addEventListener(kind, this.#listeners[kind]);
    this.#entries.set(id, entry);
    this.#inspection?.dialed(entry);
    return socket.url;
  }

  /** Sends text or bytes, of so many bytes. Throws what the browser throws. */
  send(id, data, size) {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (this.#inspection?.frames) this.#inspection.sent(entry, data, size);
    entry.socket.send(data);
    entry.messagesOut++;
    entry.bytesOut += size;
  }

  /** Throws what the browser throws. */
  close(id, code, reason) {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (reason === "") entry.socket.close(code);
    else entry.socket.close(code, reason);
    this.#inspection?.turned(entry, "closing");
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
    entry.text = null;
    try {
      if (socket.readyState < 2) socket.close(1000);
    } catch {
      // It is on its way out in any case.
    }
    entry.released = true;
    this.#inspection?.released(entry);
  }

  releaseAll() {
    for (const id of [...this.#entries.keys()]) this.release(id);
  }

  /** Tells an Inspection from now on what the sockets do, or nobody. */
  inspect(inspection) {
    this.#inspection?.end();
    this.#inspection = inspection;
    if (inspection) for (const entry of this.#entries.values()) inspection.dialed(entry);
  }

  /** Hands an event over, after those that wait for a blob of the same socket. */
  #arrived(event, details, deliver) {
    const entry = event.target[entryOf];
    if (!entry) return;
    this.#inspection?.turned(entry, event.type, details);
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
      if (data.length * 3 <= longest || data.length <= longest / 3) {
        entry.messagesIn++;
        if (this.#inspection?.frames) entry.text = data; // until its size is known
        this.#receiver.text(entry.id, data, this.#sized);
      } else this.#refuse(entry);
    } else if (data instanceof ArrayBuffer) {
      if (data.byteLength <= longest) {
        const bytes = new Uint8Array(data);
        entry.messagesIn++;
        entry.bytesIn += bytes.length;
        if (this.#inspection?.frames) this.#inspection.received(entry, bytes, bytes.length);
        this.#receiver.binary(entry.id, bytes);
      } else this.#refuse(entry);
    } else {
      this.#read(entry, data);
    }
  }

  /** The length of a text that was handed over is known. */
  #sized = (id, bytes) => {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.bytesIn += bytes;
    if (entry.text === null) return;
    this.#inspection?.received(entry, entry.text, bytes);
    entry.text = null;
  };

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
