// This file defines the twin of loops.aus: nested loops with integer arithmetic on local variables.

export function run() {
  let sum = 0;
  let i = 0;
  while (i < 1200) {
    for (let j = 0; j < 1200; j++) {
      sum = (sum + i * j + (i % 7) - (j % 5)) % 1000003;
    }
    i++;
  }
  return `loops ${sum}`;
}
