// This file defines Frames: the list of messages and events in the connection view.

import { byId, bytes, clock, debounced, make, save, say } from "./elements.js";

/** So many frames are kept. */
const mostFrames = 5000;
/** So many rows more than fit are in the document, and so many are added when the reader scrolls down. */
const spare = 3;
const more = 50;
const usualHeight = 20; // of a row, as long as there is none to measure

const arrows = { in: "↓", out: "↑", open: "●", close: "○", error: "✕" };
const words = { in: "received", out: "sent", open: "opened", close: "closed", error: "error" };

/**
 * The frames, the newest first. Only rows that can be seen are in the document, and rows are used again: drawing is what the view
 * costs most. While the reader looks at an older frame, or into one, or walks through the list with the keyboard, it stays as it is.
 */
export class Frames {
  #list = byId("frames");
  #body = this.#list.parentElement;
  #newest = byId("frames-newest");
  #kept = []; // the oldest first; each has a number
  #count = 0; // the number of the latest
  #until = 0; // the number of the newest in the list
  #newer = 0; // those after it that the filter lets through
  #rows = []; // the newest first: {number, element, message}; message is null for those that are not used again
  #selected = null; // the id of the socket whose frames are shown, null: all
  #text = "";
  #kind = "all";
  #paused = false;
  #away = false; // the reader has scrolled down
  #walking = false; // a row has the keyboard's focus
  #opened = new Set(); // rows that are unfolded
  #fitting = 0; // so many rows can be seen
  #limit = 0; // so many are in the document
  #height = ""; // of the whole view below its tools

  constructor() {
    byId("frames-pause").addEventListener("click", () => this.#pause(!this.#paused));
    byId("frames-clear").addEventListener("click", () => this.clear());
    byId("frames-save").addEventListener("click", () => save("frames.json", this.#kept.filter((frame) => this.#wanted(frame)).map(record)));
    byId("frame-kind").addEventListener("change", () => {
      this.#kind = byId("frame-kind").value;
      this.#filtered();
    });
    const filter = debounced(100, () => {
      this.#text = byId("frame-filter").value.toLowerCase();
      this.#filtered();
    });
    byId("frame-filter").addEventListener("input", filter);
    this.#newest.addEventListener("click", () => this.#toNewest());
    this.#list.addEventListener("keydown", (event) => this.#walk(event));
    this.#list.addEventListener("focusin", ({ target }) => this.#enter(target));
    this.#list.addEventListener("focusout", ({ relatedTarget }) => this.#leave(relatedTarget));
    for (const scroller of [this.#list, this.#body]) scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const sizes = new ResizeObserver(() => this.#measure());
    for (const element of [this.#body, ...this.#body.children]) if (element !== this.#list) sizes.observe(element);
  }

  /** Takes the frames of a report. */
  add({ frames, skipped, time }) {
    const first = frames.findIndex(({ kind }) => kind !== "event");
    const all = skipped > 0 ? frames.toSpliced(Math.max(first, 0), 0, { socket: 0, time, direction: "skipped", kind: "event", size: skipped }) : frames;
    const held = this.#held;
    for (const frame of all) {
      frame.number = ++this.#count;
      this.#kept.push(frame);
      if (held && this.#wanted(frame)) this.#newer++;
    }
    if (this.#kept.length > 1.2 * mostFrames) this.#forget(held);
  }

  /** Drops the oldest frames; of a list that stays as it is, the oldest of those that are not in it yet. */
  #forget(held) {
    const first = held ? this.#kept.findLastIndex(({ number }) => number <= this.#until) + 1 : 0;
    const excess = this.#kept.length - first - mostFrames;
    if (excess <= 0) return;
    const dropped = this.#kept.splice(first, excess);
    if (!held) return;
    const size = dropped.reduce((sum, frame) => sum + (frame.direction === "skipped" ? frame.size : 1), 0);
    const { number, time } = dropped.at(-1);
    this.#kept.splice(first, 0, { number, socket: 0, time, direction: "skipped", kind: "event", size });
  }

  /** Shows what has come. */
  draw() {
    if (this.#held) {
      this.#tellNewer();
      return;
    }
    this.#until = this.#count;
    this.#newer = 0;
    this.#limit = this.#fitting;
    this.#fill();
  }

  clear() {
    this.#kept = [];
    this.#opened.clear();
    this.#away = false;
    this.#until = this.#count;
    this.#newer = 0;
    this.#fill();
  }

  /** Shows only the frames of one socket, or with null those of all. */
  select(id) {
    this.#selected = id;
    this.#filtered();
  }

  /** Whether the list stays as it is. */
  get #held() {
    return this.#paused || this.#away || this.#walking || this.#opened.size > 0;
  }

  #pause(paused) {
    this.#paused = paused;
    const button = byId("frames-pause");
    button.setAttribute("aria-pressed", String(paused));
    button.textContent = paused ? "Resume" : "Pause";
    if (!paused) this.draw();
  }

  #toNewest() {
    for (const { message } of this.#opened) message.fold();
    this.#opened.clear();
    this.#away = false;
    this.#pause(false);
    this.#list.scrollTop = 0;
    this.#list.scrollIntoView({ block: "nearest" });
    byId("frame-filter").focus({ preventScroll: true }); // the button goes
  }

  /** The filter has changed. */
  #filtered() {
    this.#newer = 0;
    for (let i = this.#kept.length - 1; i >= 0 && this.#kept[i].number > this.#until; i--) if (this.#wanted(this.#kept[i])) this.#newer++;
    if (this.#held) this.#fill();
    else this.draw();
  }

  #wanted({ socket, direction, kind, data, reason, code }) {
    if (direction === "skipped") return this.#kind === "all" && this.#text === "";
    if (this.#selected !== null && socket !== this.#selected) return false;
    if (this.#kind !== "all" && this.#kind !== direction && this.#kind !== kind) return false;
    if (this.#text === "") return true;
    const text = typeof data === "string" ? data : data ? hexLine(data) : `${direction} ${code ?? ""} ${reason ?? ""}`;
    return text.toLowerCase().includes(this.#text);
  }

  // ------------------------------------------------------------------------------------------------ scrolling

  /** Finds out how many rows can be seen. */
  #measure() {
    const height = this.#list.querySelector("details, .event")?.offsetHeight || usualHeight;
    const tools = this.#list.previousElementSibling.offsetHeight;
    const own = parseFloat(getComputedStyle(this.#list).maxHeight); // on small screens the list scrolls by itself
    const free = own || this.#body.getBoundingClientRect().bottom - this.#list.getBoundingClientRect().top;
    const fitting = Math.ceil(Math.max(free, 0) / height) + spare;
    this.#height = own ? "" : `${this.#body.clientHeight - tools}px`;
    this.#body.style.scrollPaddingTop = `${tools}px`; // they stay there
    if (fitting === this.#fitting || !this.#body.clientHeight) return;
    this.#fitting = fitting;
    this.#limit = Math.max(this.#limit, fitting);
    this.#fill();
  }

  #scrolled() {
    this.#measure();
    const { firstElementChild: first, lastElementChild: last } = this.#list;
    if (!first) return;
    const top = Math.max(this.#list.getBoundingClientRect().top, this.#list.previousElementSibling.getBoundingClientRect().bottom);
    const bottom = this.#body.getBoundingClientRect().bottom;
    const away = first.getBoundingClientRect().bottom < top;
    if (last.getBoundingClientRect().top < bottom + 200 && this.#rows.length === this.#limit) {
      this.#limit += more;
      this.#fill();
    }
    if (away === this.#away) return;
    this.#away = away;
    if (!away) this.draw();
  }

  #tellNewer() {
    this.#newest.hidden = this.#newer === 0;
    if (this.#newer > 0) say(this.#newest, `${this.#newer.toLocaleString("en")} newer`);
  }

  // ----------------------------------------------------------------------------------------------- keyboard

  /** Moves the focus to another message. */
  #walk(event) {
    if (event.target.localName !== "summary" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const messages = [...this.#list.querySelectorAll("summary")];
    const at = messages.indexOf(event.target);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: messages.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    messages[next]?.focus();
  }

  /** The focus comes to a row. */
  #enter(element) {
    this.#walking = element.matches(":focus-visible");
    // What is behind the tools is visible for the browser.
    if (this.#walking && element.localName === "summary") element.scrollIntoView({ block: "nearest" });
  }

  /** The focus goes from a row to another element. */
  #leave(to) {
    if (!this.#walking || this.#list.contains(to)) return;
    this.#walking = false;
    if (!this.#held) this.draw();
  }

  /** The row that has the focus goes. */
  #lose() {
    this.#walking = false;
    this.#body.focus();
  }

  // ----------------------------------------------------------------------------------------------------- rows

  /** Brings the newest frames that the filter lets through into the document. */
  #fill() {
    this.#tellNewer();
    const frames = [];
    for (let i = this.#kept.length - 1; i >= 0 && frames.length < this.#limit; i--) {
      const frame = this.#kept[i];
      if (frame.number <= this.#until && this.#wanted(frame)) frames.push(frame);
    }
    const height = frames.length === this.#limit ? this.#height : ""; // there are more: the list can be scrolled until it fills the view
    if (this.#list.style.minHeight !== height) this.#list.style.minHeight = height;
    const wanted = new Set(frames.map(({ number }) => number));
    const free = this.#rows.filter(({ number, message }) => message && !wanted.has(number)); // in order: if all are used again, none moves
    const staying = new Map(this.#rows.filter(({ number }) => wanted.has(number)).map((row) => [row.number, row]));
    this.#rows = frames.map((frame) => staying.get(frame.number) ?? this.#row(frame, free));
    for (const row of this.#opened) if (staying.get(row.number) !== row) this.#opened.delete(row);
    const elements = new Set(this.#rows.map(({ element }) => element));
    for (const child of [...this.#list.children]) {
      if (elements.has(child)) continue;
      if (child.contains(document.activeElement)) this.#lose();
      child.remove();
    }
    let before = this.#list.firstChild;
    for (const { element } of this.#rows) {
      if (element === before) before = before.nextSibling;
      else this.#list.insertBefore(element, before);
    }
    if (frames.length === 0) {
      const text = this.#kept.length > 0 ? "No frame fits the filter." : "Frames are listed while this view is open.";
      this.#list.append(make("li", { className: "empty", textContent: text }));
    }
  }

  #row(frame, free) {
    const { number, direction, kind, size } = frame;
    if (direction === "skipped") {
      const element = make("li", { className: "skipped", textContent: `${size.toLocaleString("en")} more messages here are only counted` });
      return { number, element, message: null };
    }
    if (kind === "event") return { number, element: eventRow(frame), message: null };
    let row = free.shift();
    if (!row) {
      const message = new MessageRow((opened) => this.#toggled(row, opened));
      row = { number, element: message.element, message };
    }
    row.number = number;
    row.message.show(frame);
    return row;
  }

  #toggled(row, opened) {
    if (!opened) {
      this.#opened.delete(row);
      if (!this.#held) this.draw();
    } else this.#opened.add(row);
  }
}

function eventRow(frame) {
  const { time, direction, code, reason, wasClean } = frame;
  const about = direction === "close" ? `closed with code ${code}${reason ? ` “${reason}”` : ""}${wasClean ? "" : ", not clean"}` : words[direction];
  const arrow = make("span", { className: `arrow ${direction}`, textContent: arrows[direction], title: words[direction], role: "img", "aria-label": words[direction] });
  const preview = make("span", { className: "preview", textContent: about });
  return make("li", { className: "event" }, make("span", { className: "time", textContent: clock(time) }), arrow, make("span", { className: "size" }), preview);
}

/** One row of the list, for one message after the other; unfolded, it has all that is known of it. */
class MessageRow {
  element;

  #details;
  #time = make("span", { className: "time" });
  #arrow = make("span", { role: "img" });
  #size = make("span", { className: "size" });
  #preview = make("span");
  #frame = null;

  /** toggled(opened) is called when the reader has unfolded or folded it. */
  constructor(toggled) {
    const details = make("details", {}, make("summary", {}, this.#time, this.#arrow, this.#size, this.#preview));
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) details.append(make("pre", { textContent: whole(this.#frame), tabIndex: 0 }));
      toggled(details.open);
    });
    this.#details = details;
    this.element = make("li", {}, details);
  }

  fold() {
    if (this.#details.open) this.#details.open = false;
    if (this.#details.childElementCount > 1) this.#details.lastChild.remove();
  }

  show(frame) {
    const { time, direction, kind, size, data } = frame;
    this.fold();
    if (direction !== this.#frame?.direction) {
      this.#arrow.className = `arrow ${direction}`;
      this.#arrow.title = words[direction];
      this.#arrow.setAttribute("aria-label", words[direction]);
      say(this.#arrow, arrows[direction]);
    }
    if (kind !== this.#frame?.kind) this.#preview.className = `preview ${kind}`;
    say(this.#time, clock(time));
    say(this.#size, bytes(size));
    say(this.#preview, typeof data === "string" ? data.slice(0, 200).replace(/\s+/g, " ") : hexLine(data.subarray(0, 32)));
    this.#frame = frame;
  }
}

/** A frame as it is saved: with the bytes of a binary message in hexadecimal. Of long messages data is the beginning. */
function record({ time, socket, direction, kind, size, data, code, reason }) {
  const event = { time: new Date(time).toISOString(), socket, direction };
  if (direction === "skipped") return { ...event, count: size };
  if (kind === "event") return direction === "close" ? { ...event, code, reason } : event;
  return { ...event, kind, size, data: typeof data === "string" ? data : hexLine(data) };
}

/** All that is kept of a message. */
function whole({ data, size }) {
  if (typeof data === "string") {
    const kept = new TextEncoder().encode(data).length;
    return kept < size ? `${data}\n… ${bytes(size - kept)} more` : data;
  }
  return hexDump(data) + (data.length < size ? `\n… ${bytes(size - data.length)} more` : "");
}

const hex = (value) => value.toString(16).padStart(2, "0");

function hexLine(data) {
  return Array.from(data, hex).join(" ");
}

/** Rows of sixteen bytes with their offset and their characters. */
function hexDump(data) {
  const rows = [];
  for (let at = 0; at < data.length; at += 16) {
    const part = data.subarray(at, at + 16);
    const characters = Array.from(part, (value) => (value >= 0x20 && value < 0x7f ? String.fromCharCode(value) : "·")).join("");
    rows.push(`${at.toString(16).padStart(4, "0")}  ${hexLine(part).padEnd(47)}  ${characters}`);
  }
  return rows.join("\n") || "(empty)";
}
