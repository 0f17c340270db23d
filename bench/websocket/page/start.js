// This file defines window.firstStatement: the time in ms from the navigation to the first line that the page's script prints.

const log = console.log;
console.log = (...words) => {
  window.firstStatement ??= performance.now();
  log(...words);
};
