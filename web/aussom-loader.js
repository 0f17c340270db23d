// This file defines how main.wasm and wasm_exec.js get into the page, with a clear message for each way in which that fails.

const goFile = new URL("wasm_exec.js", import.meta.url);
const wasmFile = new URL("main.wasm", import.meta.url);

// Types under which servers that do not know .wasm files deliver them. They cost the compilation while loading, no more.
const unknownTypes = ["", "application/octet-stream", "binary/octet-stream"];

/**
 * Loads and compiles main.wasm.
 * @param {string | URL | Promise<Response> | Response | undefined} source
 * @param {((loaded: number, total: number | null) => void) | undefined} onProgress
 * @returns {Promise<WebAssembly.Module>}
 */
export async function loadModule(source, onProgress) {
  if (typeof WebAssembly !== "object") throw new Error("this browser has no WebAssembly");
  const response = await request(source ?? wasmFile);
  const where = response.url || String(source instanceof URL || typeof source === "string" ? source : "main.wasm");
  if (!response.ok) {
    throw new Error(`main.wasm could not be loaded: ${where} was answered with status ${response.status} ${response.statusText}`.trim());
  }
  const type = (response.headers.get("Content-Type") ?? "").split(";", 1)[0].trim().toLowerCase();
  if (type !== "application/wasm" && !unknownTypes.includes(type)) {
    const html = type === "text/html" ? "; it is probably a web page that the server sends for unknown addresses" : "";
    throw new Error(`main.wasm is served with the wrong type: ${where} has Content-Type ${type} instead of application/wasm${html}`);
  }
  const asItIs = type === "application/wasm" && !onProgress; // the browser may then cache the compiled code
  const wasm = asItIs ? response : new Response(counted(response, onProgress), { headers: { "Content-Type": "application/wasm" } });
  try {
    return await WebAssembly.compileStreaming(wasm);
  } catch (error) {
    throw new Error(`main.wasm (${where}) could not be used as a WebAssembly module: ${error.message}`, { cause: error });
  }
}

async function request(source) {
  try {
    return await (typeof source === "string" || source instanceof URL ? fetch(source) : source);
  } catch (error) {
    throw new Error(`main.wasm could not be loaded: ${error.message}`, { cause: error });
  }
}

/** Returns the response's body as a stream that reports its progress. The total is known only if the bytes come as they are. */
function counted(response, onProgress) {
  const encoded = (response.headers.get("Content-Encoding") ?? "identity") !== "identity";
  let total = encoded ? null : Number(response.headers.get("Content-Length")) || null;
  let loaded = 0;
  const counter = new TransformStream({
    transform(part, controller) {
      loaded += part.length;
      if (total !== null && loaded > total) total = null; // encoded, but the header is hidden from this page
      try {
        onProgress?.(loaded, total);
      } catch (error) {
        console.error(error);
      }
      controller.enqueue(part);
    },
  });
  return response.body.pipeThrough(counter);
}

let goClass = null;

/** Loads wasm_exec.js and returns its class Go. The page's own globalThis.Go, if there is one, stays as it is. */
export function loadGo() {
  goClass ??= importGo().catch((error) => {
    goClass = null;
    throw error;
  });
  return goClass;
}

async function importGo() {
  const own = Object.getOwnPropertyDescriptor(globalThis, "Go");
  try {
    await import(/* @vite-ignore */ goFile.href);
  } catch (error) {
    throw new Error(`wasm_exec.js could not be loaded from ${goFile}: ${error.message}`, { cause: error });
  }
  const { Go } = globalThis;
  if (own) Object.defineProperty(globalThis, "Go", own);
  else delete globalThis.Go;
  if (typeof Go !== "function") throw new Error(`${goFile} is not the wasm_exec.js of Go: it defines no class Go`);
  return Go;
}

/**
 * Checks that a module, wasm_exec.js and this library belong together.
 * @param {WebAssembly.Module} module
 * @param {Function} Go the class of wasm_exec.js
 * @param {WebAssembly.Imports} imports what the module would be given
 */
export function checkMatch(module, Go, imports) {
  const stamp = stampOf(module);
  if (stamp !== null && stamp !== Go.aussomBuild) {
    const other = Go.aussomBuild ? `of the build "${Go.aussomBuild}"` : "from elsewhere (it has no build stamp)";
    throw new Error(`wasm_exec.js does not match main.wasm: main.wasm is of the build "${stamp}", wasm_exec.js is ${other}. ` + "Serve both from the same build.");
  }
  for (const wanted of WebAssembly.Module.imports(module)) {
    if (typeof imports[wanted.module]?.[wanted.name] === "function") continue;
    const file = wanted.module === "aussom" ? "aussom.js" : "wasm_exec.js";
    throw new Error(`${file} does not match main.wasm: it has no function ${wanted.module}.${wanted.name}. Serve both from the same build.`);
  }
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === "aussomRun")) {
    throw new Error("main.wasm is not the Aussom runtime: it has no function aussomRun");
  }
}

/** The stamp that scripts/build puts into main.wasm and wasm_exec.js; null if the module was built by hand. */
function stampOf(module) {
  const [section] = WebAssembly.Module.customSections(module, "aussom.build");
  return section ? new TextDecoder().decode(section) : null;
}
