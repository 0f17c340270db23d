// This file defines the twin of wordcount.aus: word frequencies of a generated text in a map, then the top entries.

export function run() {
  const counts = new Map();
  const words = ["alpha", "beta", "gamma", "delta", "eps", "zeta", "eta", "theta", "iota", "kappa", "mu", "nu"];
  let seed = 12345;
  let total = 0;
  for (let i = 0; i < 150000; i++) {
    // The product needs 61 bits.
    seed = Number((BigInt(seed) * 1103515245n + 12345n) % 2147483648n);
    let w = words[Math.floor(seed / 65536) % 12];
    if (seed % 3 === 0) w = w + (Math.floor(seed / 1024) % 40);
    if (counts.has(w)) counts.set(w, counts.get(w) + 1);
    else counts.set(w, 1);
    total++;
  }
  const keys = [...counts.keys()];
  keys.sort((a, b) => {
    const d = counts.get(b) - counts.get(a);
    if (d !== 0) return d;
    return a < b ? -1 : a > b ? 1 : 0;
  });
  let out = "";
  for (let k = 0; k < 5; k++) out += ` ${keys[k]}=${counts.get(keys[k])}`;
  return `wordcount ${total} ${keys.length}${out}`;
}
