// This file defines Connections: the view of what the program's sockets do.

import { byId, bytes, make, say } from "./elements.js";
import { Frames } from "./frames.js";

const names = ["connecting", "open", "closing", "closed"];
/** The order in which one of several states is shown, as ready states. */
const importance = [1, 0, 2, 3];
/** So many sockets are kept, and so many round trips until they are drawn. */
const mostSockets = 50;
const mostTrips = 5000;
/**
 * Drawing costs the program time. So everything is drawn at once, at most this often, in milliseconds; a page that is busy for d ms
 * with it draws again after no less than patience * d, up to the longest time.
 */
const drawing = 250;
const patience = 20;
const longest = 2000;

const noTrips = "of messages that are echoed";

/**
 * The connection view. While it is closed it knows the sockets' states only, and messages cost the program nothing; while it
 * is open every message is looked at.
 */
export class Connections {
  #runtime = null;
  #sockets = new Map(); // id -> {info, element, parts}, the last two once it was drawn
  #changed = new Set(); // those of them that are to be drawn
  #forgotten = 0; // the ids of another program's sockets end here
  #frames = new Frames();
  #selected = null; // the id of the socket whose frames are shown, null: all
  #open = false;
  #plots = null;
  #plotting = false; // the plots are to be drawn
  #counted = { in: 0, out: 0 }; // messages of the running second
  #rate = ""; // those of the last one
  #ticking = 0;
  #asked = false; // drawing is on its way
  #next = 0; // when it may be drawn
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
    this.#showNothing();
  }

  /** Takes the runtime whose sockets are shown. */
  watch(runtime) {
    this.#runtime = runtime;
    this.#inspect();
  }

  /** Forgets what was; another program starts. */
  clear() {
    this.#forgotten = Math.max(this.#forgotten, ...this.#sockets.keys());
    this.#sockets.clear();
    this.#changed.clear();
    byId("sockets").replaceChildren();
    this.#frames.clear();
    this.#select(null);
    this.#trips = [];
    this.#plots?.trips.clear();
    say(byId("trip-now"), noTrips);
    this.#showState();
    this.#showNothing();
  }

  /** Opens or closes the view. */
  async toggle(open) {
    this.#open = open;
    byId("connections").hidden = !open;
    byId("splitter").hidden = !open;
    byId("connections-open").setAttribute("aria-expanded", String(open));
    this.#inspect();
    clearInterval(this.#ticking);
    if (!open) return;
    this.#ticking = setInterval(() => this.#tick(), 1000);
    this.#ask();
    if (!this.#plots) {
      const { RatePlot, TripPlot } = await import("./plots.js");
      this.#plots ??= { rate: new RatePlot(byId("rate-plot")), trips: new TripPlot(byId("trip-plot")) };
    }
  }

  #inspect() {
    this.#runtime?.inspect((report) => this.#take(report), { frames: this.#open });
  }

  #take(report) {
    for (const info of report.sockets) if (info.id > this.#forgotten) this.#update(info); // it may still tell of sockets that were closed before
    if (this.#open) {
      this.#frames.add({ ...report, frames: report.frames.filter(({ socket }) => socket > this.#forgotten) });
      if (this.#trips.length < mostTrips) this.#trips.push(...report.roundTrips);
    }
    this.#ask();
  }

  // ------------------------------------------------------------------------------------------------ sockets

  #update(info) {
    const known = this.#sockets.get(info.id);
    const socket = known ?? { info, element: null, parts: null };
    if (known && this.#open) {
      this.#counted.in += info.messagesIn - known.info.messagesIn;
      this.#counted.out += info.messagesOut - known.info.messagesOut;
    }
    const failed = info.state === 3 && info.code === 1006 && info.openedAt === null && (!known || known.info.code !== 1006);
    if (failed && new URL(info.url).host === location.host) this.#unreachable(info.url);
    socket.info = info;
    this.#changed.add(socket);
    if (known) return;
    this.#sockets.set(info.id, socket);
    if (this.#sockets.size > mostSockets) {
      const [id, oldest] = this.#sockets.entries().next().value;
      oldest.element?.remove();
      this.#changed.delete(oldest);
      this.#sockets.delete(id);
    }
  }

  #drawSocket(socket) {
    const { info } = socket;
    if (!socket.element) {
      Object.assign(socket, this.#makeSocket(info.id));
      byId("sockets").querySelector(".empty")?.remove();
      byId("sockets").prepend(socket.element);
    }
    const { parts } = socket;
    const state = names[info.state];
    if (parts.state.dataset.state !== state) parts.state.dataset.state = state;
    say(parts.state, state);
    say(parts.url, info.url);
    if (parts.url.title !== info.url) parts.url.title = info.url;
    say(parts.in, `${info.messagesIn.toLocaleString("en")} (${bytes(info.bytesIn)})`);
    say(parts.out, `${info.messagesOut.toLocaleString("en")} (${bytes(info.bytesOut)})`);
    say(parts.buffered, bytes(info.bufferedAmount));
    say(parts.protocol, info.protocol || "none");
    say(parts.code, info.code === null ? "" : `code ${info.code}${info.reason ? ` “${info.reason}”` : ""}${info.wasClean ? "" : ", not clean"}`);
  }

  #select(id) {
    this.#selected = id;
    for (const [other, { element }] of this.#sockets) element?.firstChild.setAttribute("aria-pressed", String(other === id));
    this.#frames.select(id);
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
    button.addEventListener("click", () => this.#select(this.#selected === id ? null : id));
    return { element: make("li", {}, button), parts };
  }

  #showState() {
    const states = [...this.#sockets.values()].map(({ info }) => info.state);
    const state = importance.find((candidate) => states.includes(candidate));
    const count = states.filter((candidate) => candidate === state).length;
    const place = byId("connection-state");
    const name = names[state] ?? "none";
    if (place.dataset.state !== name) place.dataset.state = name;
    say(place, count > 1 ? `${count} ${name}` : name);
    say(byId("connections-sum"), states.length > 1 ? `${states.length} sockets` : "");
  }

  #showNothing() {
    byId("sockets").replaceChildren(make("li", { className: "empty", textContent: "No socket yet. What a program connects to is shown here, live." }));
  }

  // -------------------------------------------------------------------------------------------------- drawing

  /** Asks for drawing. A page that cannot be seen draws nothing. */
  #ask() {
    if (this.#asked) return;
    this.#asked = true;
    setTimeout(() => requestAnimationFrame(() => this.#draw()), Math.max(0, this.#next - performance.now()));
  }

  /** Shows what has happened since the last time. */
  #draw() {
    const began = performance.now();
    this.#asked = false;
    for (const socket of this.#changed) this.#drawSocket(socket);
    this.#changed.clear();
    this.#showState();
    this.#next = began + drawing;
    if (!this.#open) return;
    this.#frames.draw();
    if (this.#rate) say(byId("rate-now"), this.#rate);
    if (this.#plots) this.#drawPlots();
    // The next task is run when the frame is on its way to the screen.
    setTimeout(() => (this.#next = began + Math.min(Math.max(drawing, patience * (performance.now() - began)), longest)));
  }

  #drawPlots() {
    const { rate, trips } = this.#plots;
    if (this.#trips.length > 0) {
      trips.add(this.#trips);
      this.#trips = [];
      say(byId("trip-now"), trips.summary);
    }
    if (!this.#plotting) return;
    this.#plotting = false;
    rate.draw();
    trips.draw();
  }

  /** A second is over. */
  #tick() {
    const { in: received, out: sent } = this.#counted;
    this.#counted = { in: 0, out: 0 };
    this.#plots?.rate.add(received, sent);
    this.#rate = `${received.toLocaleString("en")} received, ${sent.toLocaleString("en")} sent`;
    this.#plotting = true;
    this.#ask();
  }
}
