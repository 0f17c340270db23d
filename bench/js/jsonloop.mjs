// This file defines the twin of jsonloop.aus: JSON parse, walk, modify, serialise.

// The language tells the double 3.0 from the int 3, also in JSON, JavaScript does not. So the checksum needs this: the document
// has 15 doubles that are whole numbers. As JSON each is 2 units longer (".0"); walk counts 1 for each of them instead of
// its value, all together 145.
const wholeDoubles = { count: 15, sum: 145 };

function walk(v) {
  if (Array.isArray(v)) {
    let s = 0;
    for (const x of v) s += walk(x);
    return s;
  }
  if (v !== null && typeof v === "object") {
    let s = 0;
    for (const k of Object.keys(v)) s += k.length + walk(v[k]);
    return s;
  }
  if (typeof v === "string") return v.length;
  if (Number.isInteger(v)) return v % 97;
  return 1;
}

export function run() {
  const users = [];
  for (let i = 0; i < 20; i++) {
    users.push({
      id: i,
      name: "user" + i,
      active: i % 2 === 0,
      score: i * 1.5,
      tags: ["a" + i, "b", 'c"q'],
      addr: { city: "Town " + (i % 4), zip: 10000 + i, geo: [i * 0.25, -3.5, null] },
    });
  }
  const text = JSON.stringify({ users, total: 20, note: "line1\nline2" });
  const longer = 2 * wholeDoubles.count;
  let sum = 0;
  let len = 0;
  for (let r = 0; r < 400; r++) {
    const d = JSON.parse(text);
    sum = (sum + walk(d) + wholeDoubles.count - wholeDoubles.sum + r) % 1000003;
    d.users[r % 20].id = r;
    len += JSON.stringify(d).length + longer;
  }
  return `jsonloop ${text.length + longer} ${sum} ${len}`;
}
