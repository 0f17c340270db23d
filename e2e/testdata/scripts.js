// This file defines window.events: what the scripts of the page dispatched, as "id type detail", and window.written: the ids
// of the elements that got a line, in order.

window.events = [];
for (const type of ["aussom:exit", "aussom:error"]) {
  document.addEventListener(
    type,
    (event) => window.events.push(`${event.target.id} ${type} ${type === "aussom:exit" ? event.detail.code : event.detail.message}`),
    true,
  );
}

window.written = [];
document.addEventListener("DOMContentLoaded", () => {
  const observer = new MutationObserver((records) => window.written.push(...records.map(({ target }) => target.id)));
  for (const id of ["first", "second", "third"]) observer.observe(document.getElementById(id), { childList: true });
});
