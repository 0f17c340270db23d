// This file defines the twin of closures.aus: closure creation and callback dispatch, an event emitter.

class Emitter {
  handlers = new Map();

  on(event, callback) {
    if (!this.handlers.has(event)) this.handlers.set(event, []);
    this.handlers.get(event).push(callback);
  }

  emit(event, value) {
    for (const handler of this.handlers.get(event)) handler(value);
  }
}

class Closures {
  total = 0;

  map(list, f) {
    const out = [];
    for (const x of list) out.push(f(x));
    return out;
  }

  filter(list, f) {
    const out = [];
    for (const x of list) if (f(x)) out.push(x);
    return out;
  }

  fold(list, start, f) {
    let acc = start;
    for (const x of list) acc = f(acc, x);
    return acc;
  }

  addTo(v) {
    this.total = (this.total + v) % 1000003;
  }

  main() {
    const base = [];
    for (let i = 0; i < 200; i++) base.push(i);
    const emitter = new Emitter();
    emitter.on("n", (v) => this.addTo(v));
    emitter.on("n", (v) => {
      this.total = (this.total + v * 2) % 1000003;
    });
    for (let r = 0; r < 220; r++) {
      const k = (r % 9) + 1;
      const squares = this.map(base, (x) => x * x + k);
      const even = this.filter(squares, (x) => x % 2 === 0);
      const s = this.fold(even, 0, (a, b) => (a + b) % 65521);
      emitter.emit("n", s);
      emitter.emit("n", r);
    }
    return this.total;
  }
}

export function run() {
  return `closures ${new Closures().main()}`;
}
