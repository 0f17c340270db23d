// This file defines the site's own page: an editor, and a program that runs between it and the console.
//
//	playground/documents.js    examples, drafts, the gallery
//	playground/share.js        scripts in links
//	playground/console.js      the program's output
//	playground/connections.js  what its sockets do; frames.js lists their messages, plots.js draws how many and how fast
//	playground/splitter.js     the line between console and connection view
//	playground/storage.js      what is kept in the browser
//	playground/elements.js     shorthands
//	vendor/editor/             the editor, made of CodeMirror
//
// The runtime is in a worker, so the page never waits for a script.

import { load } from "./aussom.js";
import { Connections } from "./playground/connections.js";
import { Console } from "./playground/console.js";
import { Documents } from "./playground/documents.js";
import { byId, copyText, debounced, flash } from "./playground/elements.js";
import { Splitter } from "./playground/splitter.js";
import { keep, recall } from "./playground/storage.js";
import { createEditor } from "./vendor/editor.js";

let runtime = null;
let told = false; // that the server has no WebSockets
let program = null; // {stop(), state, finished} of what runs

const output = new Console(byId("console"), (line, column) => editor.goTo(line, column));
const connections = new Connections((url) => {
  if (told) return; // once is enough for one run
  told = true;
  output.print(
    "note",
    `Nothing answers at ${url}. The examples talk to the project's development server: start it with "make run" in a checkout, or with "aussom serve". ` +
      "Elsewhere, write the address of a WebSocket server of yours into the script.",
  );
});
new Splitter();
const documents = new Documents((text) => {
  editor.open(text);
  check();
});

// ------------------------------------------------------------------------------------------------ editor

const editor = createEditor({
  parent: byId("editor"),
  attributes: { "aria-label": "Script", tabindex: "0", "aria-describedby": "keys problems" },
  keys: [
    { key: "Mod-Enter", run: () => (run(), true) },
    { key: "Mod-.", run: () => (stop(), true) },
  ],
  onChange(text) {
    documents.changed(text);
    checkSoon();
  },
});

let checks = 0;

/** Marks the errors in the script. */
async function check() {
  const number = ++checks;
  if (!runtime) return;
  const found = await runtime.check(editor.text, { name: fileName() }).catch(() => null);
  if (found && number === checks) mark(found.map(problem));
}
const checkSoon = debounced(250, check);

function problem({ line, column, width, message, hint }) {
  return { line, column, width, severity: "error", message: hint ? `${message}\n${hint}` : message };
}

/** Marks places in the editor and tells the first of them below it. */
function mark(problems) {
  editor.mark(problems);
  const place = byId("problems");
  place.replaceChildren();
  if (problems.length === 0) return;
  const [{ line, column, message }] = problems;
  const link = Object.assign(document.createElement("button"), { type: "button", className: "place", textContent: `Line ${line}, column ${column}` });
  link.addEventListener("click", () => editor.goTo(line, column));
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  place.append(link, `: ${message.split("\n", 1)[0]}${more}`);
}

function fileName() {
  return `${documents.current?.name ?? "main"}.aus`;
}

byId("reset").addEventListener("click", () => {
  editor.replace(documents.original);
  editor.focus();
});

// ----------------------------------------------------------------------------------------------- console

byId("clear").addEventListener("click", () => output.clear());
byId("copy").addEventListener("click", () => output.copy(byId("copy")));

const filter = () => output.filter(byId("console-filter").value, byId("console-level").value);
byId("console-filter").addEventListener("input", debounced(100, filter));
byId("console-level").addEventListener("change", filter);

const times = byId("console-times");
times.checked = recall("times") === "true";
const showTimes = () => byId("console").classList.toggle("times", times.checked);
times.addEventListener("change", () => {
  keep("times", String(times.checked));
  showTimes();
});
showTimes();

// ----------------------------------------------------------------------------------------------- running

function setState(state, text = state) {
  const place = byId("program-state");
  if (place.dataset.state !== state || place.textContent !== text) {
    place.dataset.state = state;
    place.textContent = text;
  }
}

/** Shows whether a program computes or waits, while it lasts. */
function follow(current) {
  if (current !== program) return;
  if (current.state === "running") setState("running");
  else if (current.state === "idle") setState("idle", "waiting for events");
  setTimeout(follow, 100, current);
}

let starts = 0;

/** Starts what begin(options) starts, in place of what runs; it returns {stop(), state, ended}, ended giving [state, text, note]. */
async function start(begin) {
  if (!runtime) return;
  const number = ++starts;
  await stop();
  if (number !== starts) return; // Run was pressed again
  connections.clear();
  output.clear();
  told = false;
  checkSoon.cancel(); // the run finds the same errors
  checks++;
  mark([]);
  const problems = [];
  const add = (found) => {
    problems.push(found);
    mark(problems);
  };
  const current = begin({
    name: fileName(),
    output(level, text) {
      output.print(level, text);
      const place = level === "error" ? /^line (\d+): (.*)/.exec(text) : null;
      const message = place && (/^\ttext: (.*)/m.exec(text)?.[1] ?? place[2]);
      if (place) add({ line: Number(place[1]), column: 1, width: 0, severity: "error", message });
    },
    onDiagnostic(diagnostic) {
      output.diagnose(diagnostic);
      if (diagnostic.file === fileName()) add(problem(diagnostic));
    },
  });
  program = current;
  byId("stop").disabled = false;
  follow(current);
  current.finished = finish(current);
}

/** Waits for the end of a program, and shows it. */
async function finish(current) {
  let result;
  try {
    result = await current.ended;
  } catch (error) {
    result = ["failed", "the runtime failed", error.message];
  }
  const [state, text, note] = result;
  output.print("note", note);
  if (current === program) {
    program = null;
    byId("stop").disabled = true;
    setState(state, text);
  }
}

const stopped = ["stopped", "stopped", "Stopped."];

function run() {
  return start((options) => {
    const started = runtime.run(editor.text, options);
    const ended = started.done.then((code) => {
      if (started.state === "stopped") return stopped;
      return code === 0 ? ["done", "done", "Done."] : ["failed", `ended with code ${code}`, `Ended with code ${code}.`];
    });
    return {
      ended,
      stop: () => started.stop(),
      get state() {
        return started.state;
      },
    };
  });
}

function runTests() {
  return start((options) => {
    const abort = new AbortController();
    const ended = runtime.runTests(editor.text, { ...options, signal: abort.signal }).then(({ passed, failed, skipped }) => {
      if (abort.signal.aborted) return stopped;
      const text = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
      if (passed + failed + skipped === 0) return ["failed", "no tests", "No tests were run. A test is a method with the annotation @Test of a class."];
      return [failed > 0 ? "failed" : "done", text, `Tests: ${text}.`];
    });
    return {
      ended,
      state: "running",
      async stop() {
        abort.abort();
        await ended.catch(() => {});
      },
    };
  });
}

async function stop() {
  const current = program;
  await current?.stop();
  await current?.finished;
}

byId("run").addEventListener("click", run);
byId("stop").addEventListener("click", stop);
byId("tests").addEventListener("click", runTests);
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
  if (event.key === "Enter") run();
  else if (event.key === ".") stop();
  else return;
  event.preventDefault();
});

// --------------------------------------------------------------------------------------------- dialogs

byId("share").addEventListener("click", async () => {
  const link = await documents.link();
  const place = byId("share-link");
  place.value = link;
  byId("share-status").textContent = link.length > 8000 ? `${link.length} characters: too long for some mail programs and chats.` : `${link.length} characters.`;
  byId("share-dialog").showModal();
  place.select();
});
byId("share-copy").addEventListener("click", async () => {
  const done = await copyText(byId("share-link").value);
  if (done) flash(byId("share-copy"), "Copied");
  else byId("share-link").select();
  byId("share-status").textContent = done ? "The link is in the clipboard." : "The browser does not permit it; copy the selected link yourself.";
});
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
}

addEventListener("hashchange", () => documents.openFragment().catch((error) => output.print("error", error.message)));

// ----------------------------------------------------------------------------------------------- loading

const size = Number(document.querySelector("meta[name=wasm-size]").content) || null;

function progress(loaded, total) {
  const bar = byId("progress");
  const all = total ?? size;
  if (all) {
    bar.max = all;
    bar.value = Math.min(loaded, all);
    setState("loading", `loading, ${Math.min(100, Math.round((100 * loaded) / all))} %`);
  } else {
    setState("loading", `loading, ${(loaded / 1e6).toFixed(1)} MB`);
  }
}

async function loadRuntime() {
  try {
    runtime = await load({ onProgress: progress, worker: true });
    connections.watch(runtime);
    byId("run").disabled = false;
    byId("tests").disabled = false;
    setState("ready");
    check();
  } catch (error) {
    setState("failed", "not loaded");
    output.print("error", error.message);
  }
  byId("progress").hidden = true;
}

async function openFirst() {
  try {
    await documents.start();
  } catch (error) {
    output.print("error", error.message);
    if (!documents.current) await documents.open("my-script");
  }
}

/** For the browser's console, and the tests. */
globalThis.playground = {
  get source() {
    return editor.text;
  },
  set source(text) {
    editor.replace(text);
  },
  get cursor() {
    return editor.view.state.selection.main.head;
  },
  editor,
};

await Promise.all([loadRuntime(), openFirst()]);
const api = await fetch(new URL("api.json", import.meta.url)).catch(() => null);
if (api?.ok) editor.setApi(await api.json());
