// This file defines what <script type="text/aussom"> elements do: importing it loads the runtime and, when the document has
// been parsed, runs all of them in document order: the next one starts when main of the one before has ended, or has
// been running or waiting for some time.

// What takes long to arrive is asked for before anything else; aussom.js and the files it imports come meanwhile.
const wasm = fetch(new URL("main.wasm", import.meta.url));
const parsed = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true });
  else resolve();
});

// How long a script may keep the next one from starting, in milliseconds.
const patience = 200;

/** The runtime that runs the scripts of the page. */
export const runtime = import("./aussom.js").then(({ load }) => load({ wasm }));
wasm.catch(() => {}); // load reports it
runtime.catch((error) => console.error(error));

runAll();

async function runAll() {
  await parsed;
  const scripts = [...document.querySelectorAll('script[type="text/aussom" i]')];
  const sources = scripts.map(sourceOf); // fetched side by side, started one after the other
  for (const [i, script] of scripts.entries()) {
    try {
      const main = start(await runtime, script, await sources[i]);
      await Promise.race([main, sleep(patience)]);
    } catch (error) {
      refuse(script, error);
    }
  }
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Returns a promise of the script's text. */
function sourceOf(script) {
  const source = script.hasAttribute("src") ? fetchText(script.getAttribute("src")) : Promise.resolve(script.textContent);
  source.catch(() => {}); // handled when it is the script's turn
  return source;
}

async function fetchText(src) {
  let response;
  try {
    response = await fetch(new URL(src, document.baseURI));
  } catch (error) {
    throw new Error(`${src} could not be loaded: ${error.message}`, { cause: error });
  }
  if (!response.ok) throw new Error(`${src} could not be loaded: status ${response.status} ${response.statusText}`.trim());
  return response.text();
}

/** Starts a script; the promise resolves when its main has ended. */
function start(runtime, script, source) {
  const write = writerOf(script);
  let lastError = null; // the console line that ended the program, if it was an error
  const problems = []; // what is wrong with the source
  const program = runtime.run(source, {
    name: nameOf(script),
    args: argsOf(script),
    output(level, text) {
      lastError = level === "error" ? text : null;
      write(level, text);
    },
    onDiagnostic({ file, line, column, message, snippet, hint }) {
      const problem = [`${file}:${line}:${column}: ${message}`, snippet, hint && `hint: ${hint}`].filter(Boolean).join("\n");
      problems.push(problem);
      // The place in the source goes to the browser's console, as it does without this module.
      if (write === toConsole) console.error(problem);
    },
  });
  const ended = program.main.then(
    (code) => {
      if (code === 1 && lastError !== null) dispatch(script, "aussom:error", { message: [lastError, ...problems].join("\n") });
    },
    (error) => dispatch(script, "aussom:error", { message: error.message }),
  );
  program.done.then(
    (code) => dispatch(script, "aussom:exit", { code }),
    () => dispatch(script, "aussom:exit", { code: 1 }),
  );
  return ended;
}

/** A script that could not be started. */
function refuse(script, error) {
  console.error(error);
  dispatch(script, "aussom:error", { message: error.message });
  dispatch(script, "aussom:exit", { code: 1 });
}

function dispatch(script, name, detail) {
  script.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
}

/** The name in errors: data-name, else the last part of src. */
function nameOf(script) {
  if (script.dataset.name) return script.dataset.name;
  const path = script.hasAttribute("src") ? new URL(script.getAttribute("src"), document.baseURI).pathname : "";
  return decodeURIComponent(path.split("/").pop()) || "main.aus";
}

function argsOf(script) {
  const text = script.dataset.args;
  if (!text) return [];
  let args = null;
  try {
    args = JSON.parse(text);
  } catch {
    // reported below
  }
  if (Array.isArray(args) && args.every((arg) => typeof arg === "string")) return args;
  throw new Error(`data-args must be a JSON list of strings: ${text}`);
}

/** Where the console lines go: the element that data-output selects, one child per line. */
function writerOf(script) {
  const selector = script.dataset.output;
  if (!selector) return toConsole;
  const element = document.querySelector(selector);
  if (!element) throw new Error(`data-output selects no element: ${selector}`);
  return (level, text) => {
    const line = document.createElement("div");
    line.className = level;
    line.style.whiteSpace = "pre-wrap"; // a stack trace is one line of several rows
    line.textContent = text;
    element.append(line);
  };
}

function toConsole(level, text) {
  console[level === "print" ? "log" : level](text);
}
