// This file defines the measurements: the same exchange of messages by plain JavaScript and by an Aussom program.

import { load } from "/aussom.js";

const source = fetch("bench.aus").then((response) => response.text());
const runtime = load();

/** Settles when everything is loaded. */
window.ready = Promise.all([source, runtime]).then(() => true);

/** Exchanges messages by plain JavaScript; gives the milliseconds from "open" to the last message. */
function plainly({ url, kind, size, count, window: most }) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    const message = kind === "binary" ? new Uint8Array(size) : "x".repeat(size);
    let began = 0;
    let sent = 0;
    let received = 0;
    let result = 0;
    const sendOne = () => {
      sent++;
      socket.send(message);
    };
    socket.addEventListener("open", () => {
      began = Date.now();
      while (sent < most) {
        sendOne();
      }
    });
    socket.addEventListener("message", () => {
      received++;
      if (most > 0 && sent < count) {
        sendOne();
      }
      if (received === count) {
        result = Date.now() - began;
        socket.close();
      }
    });
    socket.addEventListener("close", () => (received === count ? resolve(result) : reject(new Error(`${received} of ${count} messages`))));
  });
}

/** The same by an Aussom program; watched: while every message is looked at, as in the playground's connection view. */
async function byAussom({ url, kind, size, count, window: most }, watched = false) {
  const lines = [];
  (await runtime).inspect(watched ? () => {} : null, { frames: true });
  const program = (await runtime).run(await source, { args: [url, kind, size, count, most].map(String), output: (level, text) => lines.push(text) });
  if ((await program.done) !== 0 || lines.length !== 1) {
    throw new Error(`the program failed: ${lines.join("\n")}`);
  }
  return Number(lines[0]);
}

/** Measures one case several times, alternating: [[plain, aussom, watched], ...] in milliseconds. One round before is not counted. */
window.measure = async (what, rounds) => {
  const results = [];
  for (let round = 0; round <= rounds; round++) {
    const row = [await plainly(what), await byAussom(what), await byAussom(what, true)];
    if (round > 0) {
      results.push(row);
    }
  }
  return results;
};
