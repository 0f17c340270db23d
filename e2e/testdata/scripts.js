// This file defines window.events: what the scripts of the page dispatched, as "id type detail", window.shown: what the element of a script's output
// showed then, by "id type", and window.written: the ids of the elements that got a line, in order.

window.events = [];
window.shown = {};
for (const type of ["aussom:exit", "aussom:error"]) {
  document.addEventListener(
    type,
    (event) => {
      const { id, dataset } = event.target;
      window.events.push(`${id} ${type} ${type === "aussom:exit" ? event.detail.code : event.detail.message}`);
      window.shown[`${id} ${type}`] = document.querySelector(dataset.output)?.textContent;
    },
    true,
  );
}

window.written = [];
document.addEventListener("DOMContentLoaded", () => {
  const observer = new MutationObserver((records) => window.written.push(...records.map(({ target }) => target.id)));
  for (const id of ["first", "second", "third"]) observer.observe(document.getElementById(id), { childList: true });
});
