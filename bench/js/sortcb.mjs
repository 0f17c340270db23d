// This file defines the twin of sortcb.aus: sorting arrays of numbers and of objects with a comparator.

class Rec {
  constructor(key, name) {
    this.key = key;
    this.name = name;
  }
}

export function run() {
  let check = 0;
  let seed = 42;
  for (let round = 0; round < 6; round++) {
    const recs = [];
    const nums = [];
    for (let i = 0; i < 2500; i++) {
      seed = (seed * 16807) % 2147483647;
      recs.push(new Rec(seed % 100000, "r" + i));
      nums.push(seed % 1000003);
    }
    recs.sort((a, b) => a.key - b.key);
    nums.sort((a, b) => a - b);
    let i = 1;
    while (i < 2500) {
      if (recs[i - 1].key > recs[i].key) check += 1000000;
      if (nums[i - 1] > nums[i]) check += 1000000;
      i++;
    }
    check = (check + recs[0].key + recs[1250].key * 3 + nums[2499]) % 999983;
  }
  return `sortcb ${check}`;
}
