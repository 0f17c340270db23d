// This file defines Connections: the view of what the program's sockets do.

import { byId, bytes, clock, debounced, make } from "./elements.js";

const names = ["connecting", "open", "closing", "closed"];
/** The order in which one of several states is shown, as ready states. */
const importance = [1, 0, 2, 3];
/** So many sockets and frames are kept, and so many frames are in the document. */
const mostSockets = 50;
const mostFrames = 5000;
const shownFrames = 100;
/** The list and the histogram are drawn anew at most this often, in milliseconds: drawing costs the program time. */
const drawing = 400;

const arrows = { in: "↓", out: "↑", open: "●", close: "○", error: "✕" };
const words = { in: "received", out: "sent", open: "opened", close: "closed", error: "error" };

const noTrips = "of messages that come back as they were sent";

/**
 * The connection view. While it is closed it knows the sockets' states only, and messages cost the program nothing; while it
 * is open every message is looked at.
 */
export class Connections {
  #runtime = null;
  #sockets = new Map(); // id -> {info, element, parts}
  #frames = []; // the oldest first; {frame, element}
  #selected = null; // the id of the socket whose frames are shown, null: all
  #paused = false;
  #open = false;
  #text = "";
  #kind = "all";
  #plots = null;
  #counted = { in: 0, out: 0 }; // messages of the running second
  #ticking = 0;
  #drawing = 0; // a timer
  #drawn = -drawing; // when the list was drawn last
  #trips = []; // not drawn yet
  #unreachable;

  /** unreachable(url) is called when nothing answers a socket at this page's own host. */
  constructor(unreachable) {
    this.#unreachable = unreachable;
    byId("connections-open").addEventListener("click", () => this.toggle(!this.#open));
    byId("connections-close").addEventListener("click", () => {
      this.toggle(false);
      byId("connections-open").focus();
    });
    byId("frames-pause").addEventListener("click", () => this.#pause(!this.#paused));
    byId("frames-clear").addEventListener("click", () => this.#clearFrames());
    byId("frame-kind").addEventListener("change", () => {
      this.#kind = byId("frame-kind").value;
      this.#listFrames();
    });
    byId("frame-filter").addEventListener(
      "input",
      debounced(100, () => {
        this.#text = byId("frame-filter").value.toLowerCase();
        this.#listFrames();
      }),
    );
    this.#showNothing();
  }

  /** Takes the runtime whose sockets are shown. */
  watch(runtime) {
    this.#runtime = runtime;
    this.#inspect();
  }

  /** Forgets what was; another program starts. */
  clear() {
    this.#sockets.clear();
    byId("sockets").replaceChildren();
    this.#selected = null;
    this.#clearFrames();
    this.#trips = [];
    this.#plots?.trips.clear();
    byId("trip-now").textContent = noTrips;
    this.#showState();
    this.#showNothing();
  }

  /** Opens or closes the view. */
  async toggle(open) {
    this.#open = open;
    byId("connections").hidden = !open;
    byId("connections-open").setAttribute("aria-expanded", String(open));
    this.#inspect();
    clearInterval(this.#ticking);
    if (!open) return;
    this.#ticking = setInterval(() => this.#tick(), 1000);
    this.#listFrames();
    if (!this.#plots) {
      const { RatePlot, TripPlot } = await import("./plots.js");
      this.#plots ??= { rate: new RatePlot(byId("rate-plot")), trips: new TripPlot(byId("trip-plot")) };
    }
  }

  #inspect() {
    this.#runtime?.inspect((report) => this.#take(report), { frames: this.#open });
  }

  #take(report) {
    for (const info of report.sockets) this.#update(info);
    this.#showState();
    if (!this.#open) return;
    for (const frame of report.frames) this.#frames.push({ frame, element: null });
    if (report.skipped > 0) this.#frames.push({ frame: { socket: 0, time: report.time, direction: "skipped", kind: "event", size: report.skipped }, element: null });
    if (this.#frames.length > mostFrames) this.#frames.splice(0, this.#frames.length - mostFrames);
    this.#trips.push(...report.roundTrips);
    this.#drawing ||= setTimeout(() => this.#draw(), this.#drawn + drawing - performance.now());
  }

  /** Shows what the reports since the last time have brought. */
  #draw() {
    this.#drawing = 0;
    this.#drawn = performance.now();
    if (!this.#open) return;
    if (!this.#paused) this.#listFrames();
    if (this.#trips.length > 0 && this.#plots) {
      this.#plots.trips.add(this.#trips.splice(0));
      byId("trip-now").textContent = this.#plots.trips.summary;
    }
  }

  // ------------------------------------------------------------------------------------------------ sockets

  #update(info) {
    let socket = this.#sockets.get(info.id);
    if (!socket) {
      socket = this.#makeSocket(info.id);
      this.#sockets.set(info.id, socket);
      if (this.#sockets.size > mostSockets) {
        const [oldest, { element }] = this.#sockets.entries().next().value;
        element.remove();
        this.#sockets.delete(oldest);
      }
      byId("sockets").querySelector(".empty")?.remove();
      byId("sockets").prepend(socket.element);
    } else if (this.#open) {
      this.#counted.in += info.messagesIn - socket.info.messagesIn;
      this.#counted.out += info.messagesOut - socket.info.messagesOut;
    }
    const failed = info.state === 3 && info.code === 1006 && info.openedAt === null && socket.info?.code !== 1006;
    if (failed && new URL(info.url).host === location.host) this.#unreachable(info.url);
    socket.info = info;
    const { parts } = socket;
    const state = names[info.state];
    parts.state.dataset.state = state;
    parts.state.textContent = state;
    parts.url.textContent = info.url;
    parts.url.title = info.url;
    parts.in.textContent = `${info.messagesIn.toLocaleString("en")} (${bytes(info.bytesIn)})`;
    parts.out.textContent = `${info.messagesOut.toLocaleString("en")} (${bytes(info.bytesOut)})`;
    parts.buffered.textContent = bytes(info.bufferedAmount);
    parts.protocol.textContent = info.protocol || "none";
    parts.code.textContent = info.code === null ? "" : `code ${info.code}${info.reason ? ` “${info.reason}”` : ""}${info.wasClean ? "" : ", not clean"}`;
  }

  #makeSocket(id) {
    const parts = {};
    const part = (name) => (parts[name] = make("span", { className: name }));
    const fact = (name, word) => make("span", { className: "fact" }, make("span", { className: "soft", textContent: `${word} ` }), part(name));
    const button = make(
      "button",
      { type: "button", "aria-pressed": "false", title: "Show only the frames of this socket" },
      make("span", { className: "socket-head" }, (parts.state = make("span", { className: "state" })), part("url")),
      make("span", { className: "facts" }, fact("in", "received"), fact("out", "sent"), fact("buffered", "buffered"), fact("protocol", "subprotocol"), part("code")),
    );
    button.addEventListener("click", () => {
      this.#selected = this.#selected === id ? null : id;
      for (const [other, { element }] of this.#sockets) element.firstChild.setAttribute("aria-pressed", String(other === this.#selected));
      this.#listFrames();
    });
    return { info: null, element: make("li", {}, button), parts };
  }

  #showState() {
    const states = [...this.#sockets.values()].map(({ info }) => info.state);
    const state = importance.find((candidate) => states.includes(candidate));
    const count = states.filter((candidate) => candidate === state).length;
    const place = byId("connection-state");
    place.dataset.state = names[state] ?? "none";
    place.textContent = count > 1 ? `${count} ${names[state]}` : (names[state] ?? "none");
    byId("connections-sum").textContent = states.length > 1 ? `${states.length} sockets` : "";
  }

  #showNothing() {
    byId("sockets").replaceChildren(make("li", { className: "empty", textContent: "No socket yet. What a program connects to is shown here, live." }));
  }

  // ------------------------------------------------------------------------------------------------- frames

  #pause(paused) {
    this.#paused = paused;
    const button = byId("frames-pause");
    button.setAttribute("aria-pressed", String(paused));
    button.textContent = paused ? "Resume" : "Pause";
    if (!paused) this.#listFrames();
  }

  #clearFrames() {
    this.#frames = [];
    this.#listFrames();
  }

  #wanted({ socket, direction, kind, data, reason, code }) {
    if (direction === "skipped") return this.#kind === "all" && this.#text === "";
    if (this.#selected !== null && socket !== this.#selected) return false;
    if (this.#kind !== "all" && this.#kind !== direction && this.#kind !== kind) return false;
    if (this.#text === "") return true;
    const text = typeof data === "string" ? data : data ? hexLine(data) : `${direction} ${code ?? ""} ${reason ?? ""}`;
    return text.toLowerCase().includes(this.#text);
  }

  /** Shows the newest frames that the filter lets through; rows that are there already stay, with what was opened in them. */
  #listFrames() {
    if (!this.#open) return;
    const rows = [];
    for (let i = this.#frames.length - 1; i >= 0 && rows.length < shownFrames; i--) {
      const entry = this.#frames[i];
      if (this.#wanted(entry.frame)) rows.push((entry.element ??= row(entry.frame)));
    }
    const list = byId("frames");
    const had = new Set(list.children);
    const wanted = new Set(rows);
    for (const child of had) if (!wanted.has(child)) child.remove();
    let before = list.firstChild;
    for (const element of rows) {
      if (element === before) before = before.nextSibling;
      else list.insertBefore(element, before);
    }
    if (rows.length === 0) list.append(make("li", { className: "empty", textContent: this.#frames.length > 0 ? "No frame fits the filter." : "Frames are listed while this view is open." }));
  }

  #tick() {
    const { in: received, out: sent } = this.#counted;
    this.#counted = { in: 0, out: 0 };
    this.#plots?.rate.add(received, sent);
    byId("rate-now").textContent = `${received.toLocaleString("en")} received, ${sent.toLocaleString("en")} sent`;
  }
}

/** One row of the list; opened, it has all that is known of the frame. */
function row(frame) {
  const { time, direction, kind, size, data } = frame;
  if (direction === "skipped") {
    return make("li", { className: "skipped", textContent: `${size.toLocaleString("en")} more messages here are only counted` });
  }
  const head = [
    make("span", { className: "time", textContent: clock(time) }),
    make("span", { className: `arrow ${direction}`, textContent: arrows[direction], title: words[direction], role: "img", "aria-label": words[direction] }),
  ];
  if (kind === "event") {
    const about = direction === "close" ? `closed with code ${frame.code}${frame.reason ? ` “${frame.reason}”` : ""}${frame.wasClean ? "" : ", not clean"}` : words[direction];
    return make("li", { className: "event" }, ...head, make("span", { className: "size" }), make("span", { className: "preview", textContent: about }));
  }
  const line = typeof data === "string" ? data.slice(0, 200).replace(/\s+/g, " ") : hexLine(data.subarray(0, 32));
  const summary = make("summary", {}, ...head, make("span", { className: "size", textContent: bytes(size) }), make("span", { className: `preview ${kind}`, textContent: line }));
  const details = make("details", {}, summary);
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(make("pre", { textContent: whole(frame), tabIndex: 0 }));
  });
  return make("li", {}, details);
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
