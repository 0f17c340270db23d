// This file defines what a page does for the command e2e/browsers: it runs the programs that the server hands out, one after the
// other, and sends back what they print. It needs no driver, so any browser can open it.

import "./harness.js";

const send = (path, body) => fetch(`/browsers/${path}`, { method: "POST", body: JSON.stringify(body) });

async function runPrograms() {
  const cases = await (await fetch("/browsers/cases")).json();
  await window.ready;
  for (const [i, { name, source, options }] of cases.entries()) {
    document.getElementById("progress").textContent = `${i + 1} of ${cases.length}: ${name}`;
    await send("result", { name, ...(await window.runProgram(source, options, 15_000)) });
  }
  const deadline = performance.now() + 5000;
  while (window.runtime.liveHandles() > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  return { agent: navigator.userAgent, handles: window.runtime.liveHandles(), error: "" };
}

const end = await runPrograms().catch((error) => ({ agent: navigator.userAgent, handles: 0, error: `${error}` }));
document.getElementById("progress").textContent = end.error || "Done.";
await send("end", end);
