// This file defines Console: the program's output, with filter and bounds.

import { clock, copyText, flash, make } from "./elements.js";

/** So many lines, and UTF-16 units, are kept; older ones are dropped. */
const mostLines = 100_000;
const mostUnits = 32 << 20;
/** So many lines are shown; the others are folded away, and shown by so many at a time when asked for. */
const page = 1000;
/** So much of one line is shown. */
const shownUnits = 20_000;

const severity = { trace: 0, debug: 0, log: 1, print: 1, info: 1, note: 1, warn: 2, error: 3 };
const least = { all: 0, info: 1, warn: 2, error: 3 };

/**
 * The console. Lines are kept as data; at most a page of them, or what was unfolded, is in the document. What comes within one frame
 * of the screen is added at once.
 */
export class Console {
  #list;
  #goTo;
  #lines = []; // {level, text, time, diagnostic}
  #units = 0;
  #dropped = 0;
  #queue = []; // kept and not yet in the document
  #drawing = false;
  #silent = false; // the program redraws what it shows: nobody wants that read out again and again
  #limit = page;
  #matching = 0; // kept lines that the filter lets through, those of the queue left out
  #older;
  #text = "";
  #level = 0;

  /** list is the element that takes the lines; goTo(line, column) shows a place in the script. */
  constructor(list, goTo) {
    this.#list = list;
    this.#goTo = goTo;
    this.#older = make("button", { type: "button", className: "older" });
    this.#older.addEventListener("click", () => this.#unfold());
    document.addEventListener("visibilitychange", () => this.#draw());
  }

  /** Adds a line. */
  print(level, text) {
    const page = text.startsWith("\f"); // a form feed begins a new page: what was printed before goes
    if (page) this.clear();
    this.#silent = page;
    this.#add({ level, text: page ? text.slice(1) : text, time: Date.now(), diagnostic: null });
  }

  /** Adds an error in the script. */
  diagnose(diagnostic) {
    const last = this.#queue.at(-1);
    const line = { level: "error", text: diagnostic.text, time: Date.now(), diagnostic };
    if (last?.level === "error" && !last.diagnostic && last.text.trim() === diagnostic.text.trim()) {
      Object.assign(last, line); // the same error as a plain line
    } else {
      this.#add(line);
    }
  }

  clear() {
    this.#lines = [];
    this.#queue = [];
    this.#units = 0;
    this.#dropped = 0;
    this.#matching = 0;
    this.#limit = page;
    this.#list.replaceChildren();
  }

  /** Shows only lines that contain a text and have at least a level: "all", "info", "warn" or "error". */
  filter(text, level) {
    this.#text = text.toLowerCase();
    this.#level = least[level];
    this.#limit = page;
    this.#redraw();
  }

  /** Copies what the filter lets through. */
  async copy(button) {
    const text = this.#lines.filter((line) => this.#matches(line)).map((line) => line.text).join("\n");
    flash(button, (await copyText(text)) ? "Copied" : "Not allowed");
  }

  #add(line) {
    this.#lines.push(line);
    this.#queue.push(line);
    this.#units += line.text.length;
    if (this.#lines.length >= 1.2 * mostLines || this.#units > mostUnits) {
      this.#drop();
    }
    if (!this.#drawing) {
      this.#drawing = true;
      // A hidden page has no frames; what has come is drawn when it is shown again.
      if (document.hidden) setTimeout(() => this.#draw(), 50);
      else requestAnimationFrame(() => this.#draw());
    }
  }

  /** Forgets the oldest lines. */
  #drop() {
    const few = this.#lines.length - mostLines;
    let count = 0;
    while (count < few || (this.#units > 0.9 * mostUnits && count < this.#lines.length - 1)) {
      this.#units -= this.#lines[count++].text.length;
    }
    const gone = this.#lines.splice(0, count);
    this.#dropped += count;
    const queued = Math.max(0, this.#queue.length - this.#lines.length);
    if (queued > 0) this.#queue.splice(0, queued);
    for (let i = 0; i < gone.length - queued; i++) if (this.#matches(gone[i])) this.#matching--;
  }

  #matches({ level, text }) {
    return severity[level] >= this.#level && (this.#text === "" || text.toLowerCase().includes(this.#text));
  }

  /** Brings what has come into the document. */
  #draw() {
    this.#drawing = false;
    if (this.#queue.length === 0) return;
    const list = this.#list;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    const lines = this.#queue.filter((line) => this.#matches(line));
    this.#queue = [];
    this.#matching += lines.length;
    list.setAttribute("aria-live", this.#silent || lines.length > 20 ? "off" : "polite"); // nor does anybody want a flood read out
    list.append(...lines.slice(-this.#limit).map((line) => this.#render(line)));
    this.#fold();
    if (atEnd) list.scrollTop = list.scrollHeight;
  }

  #redraw() {
    this.#queue = [];
    const lines = this.#lines.filter((line) => this.#matches(line));
    this.#matching = lines.length;
    this.#list.setAttribute("aria-live", "off");
    this.#list.replaceChildren(...lines.slice(-this.#limit).map((line) => this.#render(line)));
    this.#fold();
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** Takes what is too much out of the document, and says how much that is. */
  #fold() {
    const list = this.#list;
    const first = this.#older.parentNode ? 1 : 0;
    for (let surplus = list.childElementCount - first - this.#limit; surplus > 0; surplus--) {
      list.children[first].remove();
    }
    const folded = this.#matching - (list.childElementCount - first);
    if (folded <= 0 && this.#dropped === 0) {
      this.#older.remove();
      return;
    }
    const parts = [];
    if (folded > 0) parts.push(`${folded.toLocaleString("en")} older lines are folded away. Show more`);
    if (this.#dropped > 0) parts.push(`${this.#dropped.toLocaleString("en")} are gone`);
    this.#older.textContent = parts.join(" · ");
    this.#older.disabled = folded <= 0;
    if (!first) list.prepend(this.#older);
  }

  #unfold() {
    const height = this.#list.scrollHeight;
    this.#limit += page;
    this.#redraw();
    this.#list.scrollTop = this.#list.scrollHeight - height;
  }

  #render(line) {
    if (line.diagnostic) return this.#renderDiagnostic(line);
    const { level, text, time } = line;
    const rest = text.length - shownUnits;
    const shown = rest > 0 ? `${text.slice(0, shownUnits)}… (${rest.toLocaleString("en")} more; Copy has all of it)` : text.replace(/\n$/, "");
    const element = make("div", { className: `line ${level}`, "data-time": clock(time) });
    const place = level === "error" ? /^line (\d+)(?=: )/.exec(text) : null;
    if (place) element.append(this.#link(place[0], Number(place[1]), 1), shown.slice(place[0].length));
    else element.textContent = shown === "" ? "\u200B" : shown;
    return element;
  }

  #renderDiagnostic({ diagnostic: { line, column, message, hint, snippet } }) {
    const box = make("div", { className: "diagnostic" });
    box.append(make("p", {}, this.#link(`Line ${line}, column ${column}`, line, column), `: ${message}`));
    if (snippet) box.append(make("pre", { textContent: snippet, tabIndex: 0 }));
    if (hint) box.append(make("p", { textContent: hint, className: "hint" }));
    return box;
  }

  #link(text, line, column) {
    const button = make("button", { type: "button", className: "place", textContent: text });
    button.addEventListener("click", () => this.#goTo(line, column));
    return button;
  }
}
