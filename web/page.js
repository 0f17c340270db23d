// This file defines the site's own page: an editor, a console, and a program that runs between them.

import { load } from "./aussom.js";

/** The console keeps this many lines. */
const LINES_KEPT = 5000;

const element = (id) => document.getElementById(id);
const source = element("source");
const numbers = element("numbers");
const example = element("example");
const about = element("about");
const output = element("console");

// ---------------------------------------------------------------------------------------------- examples

const abouts = {
  "echo-text": "Connects to this server's echo and sends three lines; each comes back as it was sent.",
  "echo-binary": "Packs numbers and text into a Buffer, sends the bytes, and unpacks what comes back.",
  chat: "Joins a room on this server. Run it here and in ",
};

/** What the editor held for each example when it was last left; the original text at first. */
const texts = new Map();
const originals = new Map();
let shown = "";

/** Fetches an example's text once. */
async function original(name) {
  if (!originals.has(name)) {
    const response = await fetch(new URL(`examples/${name}.aus`, import.meta.url));
    if (!response.ok) {
      throw new Error(`the example could not be loaded (${response.status})`);
    }
    originals.set(name, await response.text());
  }
  return originals.get(name);
}

/** Shows an example, with the changes made to it since the page was loaded. */
async function show(name) {
  if (shown) {
    texts.set(shown, source.value);
  }
  shown = name;
  about.textContent = abouts[name];
  if (name === "chat") {
    const link = Object.assign(document.createElement("a"), { href: "?example=chat", target: "_blank", textContent: "a second tab" });
    about.append(link, ".");
  }
  try {
    const text = texts.get(name) ?? (await original(name));
    if (shown === name) {
      setSource(text);
    }
  } catch (error) {
    print("error", error.message);
  }
}

function setSource(text) {
  source.value = text;
  source.setSelectionRange(0, 0);
  source.scrollTop = 0;
  edited();
}

example.addEventListener("change", () => show(example.value));
element("reset").addEventListener("click", async () => {
  setSource(await original(shown));
  source.focus();
});

// ------------------------------------------------------------------------------------------------ editor

let wrongLines = new Set();

/** Brings the line numbers up to date with the text. */
function number() {
  const lines = source.value.split("\n").length;
  const items = [];
  for (let line = 1; line <= lines; line++) {
    if (wrongLines.has(line)) {
      const mark = Object.assign(document.createElement("span"), { className: "wrong", textContent: line });
      items.push(mark, "\n");
    } else {
      items.push(`${line}\n`);
    }
  }
  numbers.replaceChildren(...items);
  numbers.scrollTop = source.scrollTop;
}

function edited() {
  wrongLines.clear();
  element("reset").disabled = source.value === originals.get(shown);
  number();
}

/** Puts the cursor to a place in the script, both counted from 1. */
function goTo(line, column) {
  const lines = source.value.split("\n").slice(0, line - 1);
  const offset = lines.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  source.focus();
  source.setSelectionRange(offset, offset);
  source.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(source).lineHeight));
}

let leaving = false; // Esc was pressed: the next Tab moves the focus

source.addEventListener("input", edited);
source.addEventListener("scroll", () => {
  numbers.scrollTop = source.scrollTop;
});
source.addEventListener("keydown", (event) => {
  if (event.key === "Tab" && !leaving && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    indent(event.shiftKey);
  }
  if (event.key !== "Shift") {
    leaving = event.key === "Escape";
  }
});
source.addEventListener("beforeinput", (event) => {
  if (event.inputType === "insertLineBreak") {
    event.preventDefault();
    const line = source.value.slice(0, source.selectionStart).split("\n").pop();
    insert(`\n${line.match(/^\s*/)[0]}`); // a new line begins as far in as the one before it
  }
});
source.addEventListener("blur", () => {
  leaving = false;
});

/** Replaces the selection; the browser's undo knows it. */
function insert(text) {
  if (!document.execCommand("insertText", false, text)) {
    source.setRangeText(text, source.selectionStart, source.selectionEnd, "end");
    edited();
  }
}

/** Inserts a tab, or indents the selected lines in or out. */
function indent(out) {
  const { value, selectionStart: start, selectionEnd: end } = source;
  if (!out && !value.slice(start, end).includes("\n")) {
    insert("\t");
    return;
  }
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const lines = value.slice(from, end).split("\n");
  const changed = lines.map((line) => (out ? line.replace(/^(\t| {1,4})/, "") : `\t${line}`)).join("\n");
  source.setSelectionRange(from, end);
  insert(changed);
  source.setSelectionRange(from, from + changed.length);
}

// ----------------------------------------------------------------------------------------------- console

let waiting = []; // elements that are not yet in the document

/** Adds an element to the console, together with others that come at the same time. */
function append(node) {
  waiting.push(node);
  if (waiting.length === 1) {
    setTimeout(flush, 16);
  } else if (waiting.length > 2 * LINES_KEPT) {
    waiting.splice(0, LINES_KEPT);
  }
}

function flush() {
  const atEnd = output.scrollHeight - output.scrollTop - output.clientHeight < 40;
  output.append(...waiting.slice(-LINES_KEPT));
  waiting = [];
  while (output.childElementCount > LINES_KEPT) {
    output.firstElementChild.remove();
  }
  if (atEnd) {
    output.scrollTop = output.scrollHeight;
  }
}

/** Prints one line as text; the level is its class. */
function print(level, text) {
  append(Object.assign(document.createElement("div"), { className: `line ${level}`, textContent: text === "" ? "\u200B" : text }));
}

/** Shows an error in the script with the line that it is in. */
function diagnose({ line, column, message, hint, snippet }) {
  const box = Object.assign(document.createElement("div"), { className: "diagnostic" });
  const where = Object.assign(document.createElement("button"), { type: "button", textContent: `Line ${line}, column ${column}` });
  where.addEventListener("click", () => goTo(line, column));
  const title = document.createElement("p");
  title.append(where, `: ${message}`);
  box.append(title);
  if (snippet) {
    box.append(Object.assign(document.createElement("pre"), { textContent: snippet }));
  }
  if (hint) {
    box.append(Object.assign(document.createElement("p"), { textContent: hint }));
  }
  append(box);
  wrongLines.add(line);
  number();
}

function clear() {
  waiting.length = 0;
  output.replaceChildren();
}

element("clear").addEventListener("click", clear);

// ------------------------------------------------------------------------------------------------ states

function setState(id, state, text = state) {
  const place = element(id);
  if (place.dataset.state !== state || place.textContent !== text) {
    place.dataset.state = state;
    place.textContent = text;
  }
}

let sockets = []; // of the program that runs, or ran last

/** The connection states by ready state, and the order in which one of several is shown. */
const connectionNames = ["connecting", "open", "closing", "closed"];
const importance = [1, 0, 2, 3]; // as ready states

function showConnection() {
  const states = sockets.map((socket) => socket.readyState);
  const state = importance.find((candidate) => states.includes(candidate));
  const count = states.filter((candidate) => candidate === state).length;
  const name = connectionNames[state] ?? "none";
  setState("connection-state", name, count > 1 ? `${count} ${name}` : name);
}

/** Scripts connect through this class, so that the page can show what their connections do. */
class WatchedSocket extends globalThis.WebSocket {
  constructor(...args) {
    super(...args);
    sockets.push(this);
    for (const type of ["open", "error", "close"]) {
      this.addEventListener(type, showConnection);
    }
    showConnection();
  }

  close(...args) {
    super.close(...args);
    showConnection();
  }
}
globalThis.WebSocket = WatchedSocket;

// ----------------------------------------------------------------------------------------------- running

let runtime = null;
let program = null;

const programTexts = { running: "running", idle: "waiting for events", stopped: "stopped" };

/** Shows the state of the program while it lasts. */
function follow(current) {
  if (current !== program) {
    return;
  }
  const { state } = current;
  if (state in programTexts && state !== "stopped") {
    setState("program-state", state, programTexts[state]);
    setTimeout(follow, 100, current);
  }
}

async function run() {
  if (!runtime) {
    return;
  }
  await stop();
  sockets = [];
  showConnection();
  wrongLines.clear();
  number();
  clear();
  const current = runtime.run(source.value, { name: `${shown}.aus`, output: print, onDiagnostic: diagnose });
  program = current;
  element("stop").disabled = false;
  follow(current);
  try {
    const code = await current.done;
    if (current.state === "stopped") {
      finished(current, "stopped", "stopped", "Stopped.");
    } else if (code === 0) {
      finished(current, "done", "done", "Done.");
    } else {
      finished(current, "failed", `ended with code ${code}`, `Ended with code ${code}.`);
    }
  } catch (error) {
    finished(current, "failed", "the runtime failed", error.message);
  }
}

function finished(current, state, text, note) {
  print("note", note);
  if (current === program) {
    program = null;
    element("stop").disabled = true;
    setState("program-state", state, text);
  }
}

async function stop() {
  await program?.stop();
}

element("run").addEventListener("click", run);
element("stop").addEventListener("click", stop);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});

// ----------------------------------------------------------------------------------------------- loading

function progress(loaded, total) {
  const bar = element("progress");
  if (total) {
    bar.max = total;
    bar.value = loaded;
  }
  element("loaded").textContent = `${(loaded / 1e6).toFixed(1)} MB`;
}

async function start() {
  const wanted = new URLSearchParams(location.search).get("example");
  if (wanted in abouts) {
    example.value = wanted;
  }
  const shownExample = show(example.value);
  try {
    runtime = await load({ onProgress: progress });
    element("run").disabled = false;
    setState("program-state", "ready");
    print("note", `Aussom ${runtime.version.aussom} is ready.`);
  } catch (error) {
    setState("program-state", "failed", "not loaded");
    print("error", error.message);
  }
  element("loading").hidden = true;
  await shownExample;
}

await start();
