// This file defines Inspection: what somebody who watches the sockets of a runtime is told, in batches.

/** The time between two reports in milliseconds. */
const interval = 200;
/** So many messages of one report are listed, the others are only counted. */
const mostFrames = 200;
/** So many round trips of one report are listed. */
const mostTrips = 500;
/** So many sent messages of one socket may wait for their echo, and so many of those are compared with what arrives. */
const mostPending = 1024;
const mostCompared = 64;
/** So much of a message is shown: UTF-16 units of a text, bytes of a binary message. */
const shownText = 1024;
const shownBytes = 256;

/** The current time in milliseconds since 1970, the same in the page and in a worker. */
function now() {
  return origin + performance.now();
}
const origin = performance.timeOrigin;

/**
 * Collects what sockets do and hands it to send(report) a few times a second; SocketReport in aussom.d.ts says what is in a
 * report. The entries are those of Sockets. Without frames only changes of state come, and messages cost nothing.
 */
export class Inspection {
  /** Whether messages are wanted, too. */
  frames;

  #send;
  #live = new Map(); // id -> entry
  #changed = new Map(); // id -> entry
  #latest = null; // the one that was put into it last
  #list = [];
  #skipped = 0;
  #trips = [];
  #timer = 0;

  constructor({ frames }, send) {
    this.frames = frames;
    this.#send = send;
  }

  /** A socket exists. */
  dialed(entry) {
    this.#live.set(entry.id, entry);
    this.#note(entry);
  }

  /** The state of a socket has changed: event is "open", "error", "close" with the details, or "closing". */
  turned(entry, event, details) {
    if (event === "open") entry.openedAt = now();
    if (event === "close") Object.assign(entry, details);
    if (event === "error") Object.assign(entry, { code: 1006, reason: "", wasClean: false }); // nobody waits for the close that follows
    if (this.frames && event !== "closing") {
      this.#list.push({ socket: entry.id, time: now(), direction: event, kind: "event", size: 0, ...details });
    }
    this.#note(entry);
  }

  /** A socket is gone. */
  released(entry) {
    this.#live.delete(entry.id);
    entry.pending = null;
    this.#note(entry);
  }

  /** A message was sent. */
  sent(entry, data, size) {
    const time = now();
    const pending = (entry.pending ??= []);
    if (pending.length >= mostPending) pending.length = 0;
    pending.push({ time, length: data.length, text: typeof data === "string", mark: markOf(data) });
    this.#frame(entry, time, "out", data, size);
  }

  /** A message has come; returns its frame if it is listed. The size of a text is not known yet. */
  received(entry, data) {
    const time = now();
    const { pending } = entry;
    if (pending?.length) {
      const text = typeof data === "string";
      const mark = markOf(data);
      const compared = Math.min(pending.length, mostCompared);
      for (let i = 0; i < compared; i++) {
        const candidate = pending[i];
        if (candidate.length !== data.length || candidate.mark !== mark || candidate.text !== text) continue;
        if (this.#trips.length < mostTrips) this.#trips.push(time - candidate.time);
        if (i === 0) pending.shift();
        else pending.splice(0, i + 1);
        break;
      }
    }
    return this.#frame(entry, time, "in", data, data.length);
  }

  /** Reports what is left, and nothing more. */
  end() {
    clearTimeout(this.#timer);
    this.frames = false;
    this.#flush();
    this.#send = null;
    clearTimeout(this.#timer);
    for (const entry of this.#live.values()) entry.pending = null;
    this.#live.clear();
  }

  #frame(entry, time, direction, data, size) {
    this.#note(entry);
    if (this.#list.length >= mostFrames) {
      this.#skipped++;
      return null;
    }
    const frame =
      typeof data === "string"
        ? { socket: entry.id, time, direction, kind: "text", size, data: data.length > shownText ? data.slice(0, shownText) : data }
        : { socket: entry.id, time, direction, kind: "binary", size, data: data.slice(0, shownBytes) };
    this.#list.push(frame);
    return frame;
  }

  #note(entry) {
    if (entry !== this.#latest) this.#changed.set(entry.id, entry);
    this.#latest = entry;
    if (this.#timer === 0 && this.#send) this.#timer = setTimeout(() => this.#flush(), interval);
  }

  #flush() {
    this.#timer = 0;
    if (this.frames) {
      for (const entry of this.#live.values()) {
        if (entry.socket.bufferedAmount !== entry.shownAmount) this.#changed.set(entry.id, entry);
      }
    }
    if (this.#changed.size > 0) {
      this.#send({ time: now(), sockets: [...this.#changed.values()].map(describe), frames: this.#list, skipped: this.#skipped, roundTrips: this.#trips });
      this.#changed.clear();
      this.#latest = null;
      this.#list = [];
      this.#skipped = 0;
      this.#trips = [];
    }
    if (this.frames && this.#live.size > 0) this.#timer = setTimeout(() => this.#flush(), interval); // for the buffered amounts
  }
}

/** A number that differs between most messages of equal length. */
function markOf(data) {
  const length = Math.min(data.length, 24);
  let mark = 0;
  if (typeof data === "string") for (let i = 0; i < length; i++) mark = (Math.imul(mark, 31) + data.charCodeAt(i)) | 0;
  else for (let i = 0; i < length; i++) mark = (Math.imul(mark, 31) + data[i]) | 0;
  return mark;
}

/** What a report says about a socket. */
function describe(entry) {
  const { id, socket, messagesIn, messagesOut, bytesIn, bytesOut, openedAt = null, code = null, reason = "", wasClean = null } = entry;
  entry.shownAmount = socket.bufferedAmount;
  const state = entry.released ? 3 : socket.readyState;
  return { id, url: socket.url, protocol: socket.protocol, state, bufferedAmount: state === 3 ? 0 : entry.shownAmount, messagesIn, messagesOut, bytesIn, bytesOut, openedAt, code, reason, wasClean };
}
