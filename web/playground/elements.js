// This file defines shorthands for making and finding elements. Texts always become text, never markup.

/** Finds an element by its id. */
export const byId = (id) => document.getElementById(id);

/** Makes an element: its properties, "data-..." and "aria-..." attributes, and its children. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children);
  return element;
}

/** Shows a text in an element that has nothing else in it. The document changes only if the text does. */
export function say(element, text) {
  const { firstChild } = element;
  if (!firstChild) element.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
}

/** Calls a function some time after it was last asked for, unless cancel() was called meanwhile. */
export function debounced(delay, call) {
  let timer = 0;
  const soon = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(call, delay, ...args);
  };
  soon.cancel = () => clearTimeout(timer);
  return soon;
}

/** Copies a text; reports whether the browser permitted it. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Lets the browser save a list as a file in JSON form, one line for each of its elements. */
export function save(name, list) {
  const text = `[\n${list.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Shows a word on a button for a moment. */
export function flash(button, word) {
  button.dataset.label ??= button.textContent;
  button.textContent = word;
  clearTimeout(button.flashing);
  button.flashing = setTimeout(() => (button.textContent = button.dataset.label), 1500);
}

/** The time of day with milliseconds. */
export function clock(time) {
  const date = new Date(time);
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map((n) => String(n).padStart(2, "0"));
  return `${hours}:${minutes}:${seconds}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** A number of bytes in a form that people read. */
export function bytes(n) {
  if (n < 1000) return `${n} B`;
  if (n < 1e6) return `${(n / 1e3).toFixed(n < 1e4 ? 1 : 0)} kB`;
  return `${(n / 1e6).toFixed(n < 1e7 ? 1 : 0)} MB`;
}
