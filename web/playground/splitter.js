// This file defines Splitter: the line between console and connection view, which the reader can move.

import { byId } from "./elements.js";
import { keep, recall } from "./storage.js";

/** The console's share of the height that both have, in percent: the usual one, the least and the most, and what a key changes. */
const usual = 42;
const least = 20;
const most = 75;
const step = 5;

const key = "console-share";

/** A separator that is moved with a pointer or with the arrow keys, Home and End; a double click puts it back. The share is kept. */
export class Splitter {
  #element = byId("splitter");
  #side = this.#element.parentElement;
  #share = usual;

  constructor() {
    const kept = Number.parseInt(recall(key), 10);
    this.#show(Number.isNaN(kept) ? usual : kept);
    this.#element.addEventListener("keydown", (event) => this.#press(event));
    this.#element.addEventListener("dblclick", () => this.#move(usual));
    this.#element.addEventListener("pointerdown", (event) => this.#grab(event));
  }

  #show(share) {
    this.#share = Math.round(Math.min(Math.max(share, least), most));
    this.#element.setAttribute("aria-valuenow", String(this.#share));
    this.#side.style.setProperty("--console-share", String(this.#share));
  }

  #move(share) {
    this.#show(share);
    keep(key, this.#share === usual ? null : String(this.#share));
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const share = { ArrowUp: this.#share - step, ArrowDown: this.#share + step, Home: least, End: most }[event.key];
    if (share === undefined) return;
    event.preventDefault();
    this.#move(share);
  }

  /** Follows a pointer until it is released. The line stays under the place where it was taken. */
  #grab(event) {
    if (event.button !== 0) return;
    const { top, height } = this.#side.getBoundingClientRect();
    const line = this.#element.getBoundingClientRect();
    const free = height - line.height;
    const taken = event.clientY - line.top;
    const end = new AbortController();
    const options = { signal: end.signal };
    this.#element.setPointerCapture(event.pointerId);
    this.#element.addEventListener("pointermove", ({ clientY }) => this.#show((100 * (clientY - taken - top)) / free), options);
    this.#element.addEventListener(
      "lostpointercapture",
      () => {
        end.abort();
        this.#move(this.#share);
      },
      options,
    );
  }
}
