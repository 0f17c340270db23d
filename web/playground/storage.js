// This file defines what the playground keeps in the browser. Where nothing may be kept, everything works until the page is left.

const prefix = "aussom.playground.1.";
const fallback = new Map();

/** Returns a kept text, or null. */
export function recall(key) {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return fallback.get(key) ?? null;
  }
}

/** Keeps a text; null forgets it. */
export function keep(key, text) {
  try {
    if (text === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, text);
  } catch {
    if (text === null) fallback.delete(key);
    else fallback.set(key, text);
  }
}
