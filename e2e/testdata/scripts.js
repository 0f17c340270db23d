// This file defines window.events: what the scripts of the page dispatched, as "id type detail".

window.events = [];
for (const type of ["aussom:exit", "aussom:error"]) {
  document.addEventListener(
    type,
    (event) => window.events.push(`${event.target.id} ${type} ${type === "aussom:exit" ? event.detail.code : event.detail.message}`),
    true,
  );
}
