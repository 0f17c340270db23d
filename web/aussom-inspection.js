// This file defines Inspection: what somebody who watches the sockets of a runtime is told, in batches.

/** The time between two reports in milliseconds. */
const interval = 250;
/** So many messages of one report are listed, the others are only counted. */
const mostFrames = 200;
/** So many events of one report are listed. */
const mostEvents = 200;
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
 * report. The entries are those of Sockets. Without frames only changes of state come, and messages cost nothing; with frames
 * a message costs a few numbers in arrays that exist already, and objects are made of those that a report lists.
 */
export class Inspection {
  /** Whether messages are wanted, too. */
  frames;

  #send;
  #live = new Map(); // id -> entry
  #changed = new Map(); // id -> entry
  #latest = null; // the one that was put into it last
  #messages = new Messages();
  #events = []; // {at, frame}: at is the number of messages before it
  #trips = new Float64Array(mostTrips);
  #tripCount = 0;
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
    if (this.frames && event !== "closing" && this.#events.length < mostEvents) {
      this.#events.push({ at: this.#messages.count, frame: { socket: entry.id, time: now(), direction: event, kind: "event", size: 0, ...details } });
    }
    this.#note(entry);
  }

  /** A socket is gone. */
  released(entry) {
    this.#live.delete(entry.id);
    entry.pending = null;
    this.#note(entry);
  }

  /** A message of so many bytes was sent. */
  sent(entry, data, size) {
    const time = now();
    (entry.pending ??= new Pending()).add(time, data);
    this.#messages.add(entry.id, time, true, data, size);
    if (entry !== this.#latest) this.#note(entry);
  }

  /** A message of so many bytes has come. */
  received(entry, data, size) {
    const time = now();
    const sent = entry.pending ? entry.pending.take(data) : -1;
    if (sent >= 0 && this.#tripCount < mostTrips) this.#trips[this.#tripCount++] = time - sent;
    this.#messages.add(entry.id, time, false, data, size);
    if (entry !== this.#latest) this.#note(entry);
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
      const skipped = this.#messages.skipped;
      const roundTrips = Array.from(this.#trips.subarray(0, this.#tripCount));
      this.#send({ time: now(), sockets: [...this.#changed.values()].map(describe), frames: this.#takeFrames(), skipped, roundTrips });
      this.#changed.clear();
      this.#latest = null;
      this.#tripCount = 0;
    }
    if (this.frames && this.#live.size > 0) this.#timer = setTimeout(() => this.#flush(), interval); // for the buffered amounts
  }

  /** The events and the newest messages, in order. */
  #takeFrames() {
    const messages = this.#messages;
    const list = [];
    let next = messages.skipped;
    for (const { at, frame } of this.#events) {
      while (next < at) list.push(messages.frame(next++));
      list.push(frame);
    }
    while (next < messages.count) list.push(messages.frame(next++));
    messages.clear();
    this.#events = [];
    return list;
  }
}

/** The newest messages, in columns that are written round and round. */
class Messages {
  /** How many there were. */
  count = 0;

  #sockets = new Float64Array(mostFrames);
  #times = new Float64Array(mostFrames);
  #sizes = new Float64Array(mostFrames);
  #out = new Uint8Array(mostFrames);
  #texts = new Array(mostFrames).fill(null); // of binary messages null
  #bytes = new Uint8Array(mostFrames * shownBytes);

  /** How many were written over. */
  get skipped() {
    return Math.max(0, this.count - mostFrames);
  }

  add(socket, time, out, data, size) {
    const slot = this.count++ % mostFrames;
    this.#sockets[slot] = socket;
    this.#times[slot] = time;
    this.#sizes[slot] = size;
    this.#out[slot] = out ? 1 : 0;
    if (typeof data === "string") {
      this.#texts[slot] = data.length > shownText ? data.slice(0, shownText) : data;
    } else {
      this.#texts[slot] = null;
      this.#bytes.set(data.length > shownBytes ? data.subarray(0, shownBytes) : data, slot * shownBytes);
    }
  }

  /** The frame of message number i, which was not written over. */
  frame(i) {
    const slot = i % mostFrames;
    const text = this.#texts[slot];
    const size = this.#sizes[slot];
    const data = text ?? this.#bytes.slice(slot * shownBytes, slot * shownBytes + Math.min(size, shownBytes));
    return { socket: this.#sockets[slot], time: this.#times[slot], direction: this.#out[slot] ? "out" : "in", kind: text === null ? "binary" : "text", size, data };
  }

  clear() {
    this.count = 0;
    this.#texts.fill(null);
  }
}

/** The messages of one socket that were sent and have not come back, as far as they are of interest: the oldest first, round and round. */
class Pending {
  #first = 0;
  #length = 0;
  #times = new Float64Array(mostPending);
  #lengths = new Float64Array(mostPending); // of binary messages below 0
  #marks = new Int32Array(mostPending);

  add(time, data) {
    if (this.#length === mostPending) this.#length = 0; // nothing comes back
    const slot = (this.#first + this.#length++) % mostPending;
    this.#times[slot] = time;
    this.#lengths[slot] = lengthOf(data);
    this.#marks[slot] = markOf(data);
  }

  /** The time when a message like this was sent, or -1. It is no longer waited for, nor are those before it. */
  take(data) {
    if (this.#length === 0) return -1;
    const length = lengthOf(data);
    const mark = markOf(data);
    const compared = Math.min(this.#length, mostCompared);
    for (let i = 0; i < compared; i++) {
      const slot = (this.#first + i) % mostPending;
      if (this.#marks[slot] !== mark || this.#lengths[slot] !== length) continue;
      this.#first = (slot + 1) % mostPending;
      this.#length -= i + 1;
      return this.#times[slot];
    }
    return -1;
  }
}

/** The length of a message, for texts and binary messages different numbers. */
function lengthOf(data) {
  return typeof data === "string" ? data.length : -1 - data.length;
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
