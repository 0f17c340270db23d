// This file defines Documents: the examples, the reader's own scripts and drafts, and the gallery that shows them.

import { byId, debounced, make } from "./elements.js";
import { decodeFragment, encodeFragment } from "./share.js";
import { keep, recall } from "./storage.js";

const own = { name: "my-script", title: "My script", about: "An empty place for a script of your own. It is kept in this browser." };
const shared = { name: "shared", title: "Shared script", about: "This script came with the link you opened. Read it before you run it." };
const template = "class Main {\n\tpublic main(args) {\n\t\tc.log(\"Hello!\");\n\t}\n}\n";

/** What can be in the editor, and what is. Changed texts are kept in the browser under the document's name. */
export class Documents {
  /** {name, title, about} of the document in the editor. */
  current = null;

  #show;
  #examples = [];
  #originals = new Map([[own.name, template]]);
  #text = "";
  #links = 0; // fragments that were looked at
  #opened = 0; // the number of the one that was opened
  #keep = debounced(300, () => this.#keepDraft());

  /** show(text) is called with the text of each document that is opened. */
  constructor(show) {
    this.#show = show;
    addEventListener("pagehide", () => this.#keepDraft());
  }

  /** Opens what the address asks for: the script in its fragment, an example, or what was open last. */
  async start() {
    this.#examples = await (await fetched("examples/examples.json")).json();
    this.#fillGallery();
    if (await this.openFragment()) return;
    const wanted = new URLSearchParams(location.search).get("example");
    const known = [...this.#examples, own, shared].map(({ name }) => name);
    const name = [wanted, recall("open")].find((name) => known.includes(name) && (name !== shared.name || recall("draft.shared") !== null));
    await this.open(name ?? this.#examples[0].name);
  }

  /** Opens the script of the address's fragment, if there is one. */
  async openFragment() {
    const { hash } = location;
    const number = ++this.#links;
    const text = await decodeFragment(hash);
    if (text === null) return false;
    // A reload shows the draft, not the link's text again. If another link has come meanwhile, it stays until it is read.
    if (location.hash === hash) history.replaceState(null, "", location.pathname + location.search);
    if (number < this.#opened) return true; // a later link was faster
    this.#opened = number;
    await this.open(shared.name, text);
    return true;
  }

  /** Opens a document with the changes that were made to it; received is the text of a link, in place of the shared script before. */
  async open(name, received = null) {
    this.#keepDraft();
    if (received !== null) {
      keep("original.shared", received);
      keep("draft.shared", received);
    }
    const found = [...this.#examples, own, shared].find((candidate) => candidate.name === name);
    const original = await this.#original(name);
    this.current = found;
    this.#text = recall(`draft.${name}`) ?? original;
    keep("open", name);
    byId("script-title").textContent = found.title;
    byId("about").textContent = found.about;
    if (found.together) {
      const link = make("a", { href: `?example=${name}`, target: "_blank", textContent: "a second tab" });
      byId("about").append(" Run it here and in ", link, ".");
    }
    this.#show(this.#text);
    this.#showEdited();
  }

  /** Takes the text as it is after a change. */
  changed(text) {
    this.#text = text;
    this.#showEdited();
    this.#keep();
  }

  /** The text of the document as it was before all changes. */
  get original() {
    return this.#originals.get(this.current.name);
  }

  /** The address that opens the script for somebody else. */
  async link() {
    return new URL(await encodeFragment(this.#text), new URL(location.pathname, location.href)).href;
  }

  async #original(name) {
    if (name === shared.name) this.#originals.set(name, recall("original.shared") ?? template);
    if (!this.#originals.has(name)) this.#originals.set(name, await (await fetched(`examples/${name}.aus`)).text());
    return this.#originals.get(name);
  }

  #keepDraft() {
    if (!this.current) return;
    const { name } = this.current;
    keep(`draft.${name}`, this.#text === this.original && name !== shared.name ? null : this.#text);
  }

  #showEdited() {
    const edited = this.#text !== this.original;
    byId("edited").hidden = !edited;
    byId("reset").hidden = !edited;
  }

  #fillGallery() {
    const cards = byId("cards");
    for (const { name, title, about, tags = [] } of [...this.#examples, own]) {
      const button = make("button", { type: "button", "data-name": name }, make("strong", { textContent: title }), make("span", { textContent: about }));
      if (tags.length > 0) button.append(make("span", { className: "tags" }, ...tags.map((tag) => make("span", { textContent: tag }))));
      button.addEventListener("click", async () => {
        byId("gallery").close();
        await this.open(name);
      });
      cards.append(make("li", {}, button));
    }
    byId("gallery-open").addEventListener("click", () => {
      for (const button of cards.querySelectorAll("button")) {
        const { name } = button.dataset;
        button.setAttribute("aria-current", String(name === this.current?.name));
        button.classList.toggle("changed", recall(`draft.${name}`) !== null || (name === this.current?.name && this.#text !== this.original));
      }
      byId("gallery").showModal();
    });
  }
}

async function fetched(path) {
  const response = await fetch(new URL(`../${path}`, import.meta.url));
  if (!response.ok) throw new Error(`${path} could not be loaded (${response.status})`);
  return response;
}
