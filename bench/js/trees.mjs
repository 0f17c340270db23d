// This file defines the twin of trees.aus: object allocation and method calls, binary trees.

class Tree {
  left = null;
  right = null;

  constructor(item, depth) {
    this.item = item;
    if (depth > 0) {
      this.left = new Tree(2 * item - 1, depth - 1);
      this.right = new Tree(2 * item, depth - 1);
    }
  }

  check() {
    if (this.left === null) return this.item;
    return this.item + this.left.check() - this.right.check();
  }
}

export function run() {
  let sum = 0;
  for (let i = 0; i < 40; i++) {
    const t = new Tree(i, 11);
    sum += t.check();
    const u = new Tree(0 - i, 8);
    sum += u.check();
  }
  return `trees ${sum}`;
}
