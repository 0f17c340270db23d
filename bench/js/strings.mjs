// This file defines the twin of strings.aus: string building, splitting, searching, replacing, character access.

export function run() {
  let sum = 0;
  for (let round = 0; round < 90; round++) {
    let s = "";
    for (let i = 0; i < 400; i++) s += "w" + ((i * 7 + round) % 101) + ",";
    const parts = s.split(",").filter((p) => p !== ""); // split of the language drops empty pieces
    sum += parts.length;
    for (const p of parts) {
      sum += p.length;
      if (p.startsWith("w1")) sum += 3;
      if (p.includes("9")) sum += p.indexOf("9");
    }
    const j = parts.join(";");
    const u = j.toUpperCase().replaceAll("W1", "<>");
    sum += u.length;
    let k = 0;
    while (k < u.length) {
      if (u.charAt(k) === "<") sum++;
      k++;
    }
    sum += u.substring(10, 30).trim().length;
  }
  return `strings ${sum}`;
}
