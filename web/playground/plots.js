// This file defines RatePlot and TripPlot: messages per second, and how long round trips take.

import { Plot } from "../vendor/plot.js";

/** So many seconds are shown. */
const seconds = 60;

/** Round trips are counted in classes, each this much wider than the one before, from 0.05 ms on. */
const shortest = 0.05;
const widening = Math.SQRT2;
const classes = 36; // up to 13 s

/** The colours that custom properties of the page stand for, in a form that a canvas understands. Asking the page makes it compute its layout. */
const colours = new Map();

function colour(name) {
  let found = colours.get(name);
  if (!found) {
    const probe = document.createElement("span");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    found = getComputedStyle(probe).color;
    probe.remove();
    colours.set(name, found);
  }
  return found;
}

/** What both plots have in common: they fill their element and follow the colours that the reader prefers. */
class Shown {
  #plot;
  #observer;
  #drawn = ""; // what is shown

  constructor(parent, options, data) {
    const size = () => ({ width: Math.max(parent.clientWidth, 120), height: Math.max(parent.clientHeight, 80) });
    const axis = { stroke: () => colour("--soft"), grid: { stroke: () => colour("--line"), width: 1 }, ticks: { show: false }, font: "11px system-ui, sans-serif" };
    options.axes = options.axes.map((own) => ({ ...axis, ...own }));
    this.#plot = new Plot({ ...size(), legend: { show: false }, cursor: { show: false }, padding: [8, 22, 0, 0], ...options }, data, parent);
    this.#observer = new ResizeObserver(() => this.#plot.setSize(size()));
    this.#observer.observe(parent);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      colours.clear();
      this.#plot.redraw(false, true);
    });
  }

  /** Draws data, unless it is what is shown already. */
  set(data) {
    const text = data.join();
    if (text === this.#drawn) return;
    this.#drawn = text;
    this.#plot.setData(data);
  }
}

/** Messages per second over the last minute. */
export class RatePlot {
  #shown;
  #in = new Array(seconds).fill(0);
  #out = new Array(seconds).fill(0);
  #x = Array.from({ length: seconds }, (_, i) => i - seconds + 1);

  constructor(parent) {
    const line = (name, label, dash) => ({ label, stroke: () => colour(name), width: 2, dash, points: { show: false } });
    this.#shown = new Shown(
      parent,
      {
        scales: { x: { time: false }, y: { range: (_plot, _low, high) => [0, Math.max(5, (high ?? 0) * 1.1)] } },
        series: [{}, line("--accent", "received"), line("--info", "sent", [4, 4])],
        axes: [
          { size: 24, values: (_plot, values) => values.map((value) => (value === 0 ? "now" : `${value} s`)), space: 60 },
          { size: 44, space: 28, values: (_plot, values) => values.map(short) },
        ],
      },
      [this.#x, this.#in, this.#out],
    );
  }

  /** Adds the messages of one second. */
  add(received, sent) {
    this.#in = [...this.#in.slice(1), received];
    this.#out = [...this.#out.slice(1), sent];
  }

  draw() {
    this.#shown.set([this.#x, this.#in, this.#out]);
  }
}

/** A histogram of round trips. */
export class TripPlot {
  #shown;
  #counts = new Array(classes).fill(0);
  #x = Array.from({ length: classes }, (_, i) => i);
  #total = 0;
  #longest = 0;

  constructor(parent) {
    this.#shown = new Shown(
      parent,
      {
        scales: { x: { time: false, range: () => this.#range() }, y: { range: (_plot, _low, high) => [0, Math.max(4, (high ?? 0) * 1.1)] } },
        series: [{}, { stroke: () => colour("--accent"), fill: () => colour("--bar"), paths: Plot.paths.bars({ size: [0.9, 60], align: 1 }), points: { show: false } }],
        axes: [
          { size: 24, space: 50, incrs: [1, 2, 4, 8], values: (_plot, values) => values.map((value) => (Number.isInteger(value) ? milliseconds(lower(value)) : "")) },
          { size: 44, space: 28, values: (_plot, values) => values.map(short) },
        ],
      },
      [this.#x, this.#counts],
    );
  }

  add(trips) {
    for (const trip of trips) {
      const found = Math.floor(Math.log(Math.max(trip, shortest) / shortest) / Math.log(widening));
      this.#counts[Math.min(found, classes - 1)]++;
      this.#longest = Math.max(this.#longest, trip);
    }
    this.#total += trips.length;
  }

  draw() {
    this.#shown.set([this.#x, [...this.#counts]]); // as they are now: the plot may be drawn again in another size
  }

  clear() {
    this.#counts.fill(0);
    this.#total = 0;
    this.#longest = 0;
    this.draw();
  }

  /** In words. */
  get summary() {
    if (this.#total === 0) return "";
    const [half, most, longest] = [this.#under(0.5), this.#under(0.95), this.#longest].map((value) => Number(value.toPrecision(2)));
    return `${this.#total.toLocaleString("en")}: half < ${half}, 95 % < ${most}, max ${longest} ms`;
  }

  /** The upper end of the class in which a share of the round trips is reached. */
  #under(share) {
    let sum = 0;
    const found = this.#counts.findIndex((count) => (sum += count) >= share * this.#total);
    return Math.min(lower(found + 1), this.#longest);
  }

  /** The classes that are shown: those with something in them, and some around. */
  #range() {
    if (this.#total === 0) return [0, 16];
    const first = Math.max(0, this.#counts.findIndex((count) => count > 0) - 2);
    const last = this.#counts.findLastIndex((count) => count > 0) + 3;
    return [first, Math.max(last, first + 12)];
  }
}

/** The lower end of a class in milliseconds. */
function lower(i) {
  return shortest * widening ** i;
}

function milliseconds(value) {
  if (value >= 995) return `${Number((value / 1000).toPrecision(2))} s`;
  return `${Number(value.toPrecision(2))} ms`;
}

function short(value) {
  return value >= 1000 ? `${value / 1000}k` : String(value);
}
