// This file defines the twin of fib.aus: recursive calls and integer arithmetic.

class Fib {
  f(n) {
    if (n < 2) return n;
    return this.f(n - 1) + this.f(n - 2);
  }
}

export function run() {
  return `fib ${new Fib().f(28)}`;
}
