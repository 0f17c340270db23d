// This file defines the twin of sieve.aus: the sieve of Eratosthenes over an array of booleans.

function sieve(n) {
  const flags = [];
  for (let i = 0; i <= n; i++) flags.push(true);
  let count = 0;
  let last = 0;
  for (let i = 2; i <= n; i++) {
    if (flags[i]) {
      count++;
      last = i;
      let k = i + i;
      while (k <= n) {
        flags[k] = false;
        k += i;
      }
    }
  }
  return `${count} ${last}`;
}

export function run() {
  let r = "";
  for (let t = 0; t < 4; t++) r = sieve(90000);
  return `sieve ${r}`;
}
