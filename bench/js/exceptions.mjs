// This file defines the twin of exceptions.aus: throwing, catching, rethrowing through several frames.

// The message of the language for a call on null; the length of a message is part of the checksum.
const callOnNull = "Object 'cnull' has no overload of 'foo' matching call signature ''.";

/** The message of an error as the language words it. */
function text(error) {
  return error instanceof TypeError ? callOnNull : error.message;
}

class Exceptions {
  check(n) {
    if (n % 3 === 0) throw new Error("three " + n);
    if (n % 5 === 0) {
      const x = null;
      return x.foo();
    }
    return n;
  }

  mid(n) {
    return this.check(n) + 1;
  }

  outer(n) {
    try {
      return this.mid(n);
    } catch (e) {
      if (n % 2 === 0) throw new Error("re: " + text(e).length);
      return 0 - text(e).length;
    }
  }
}

export function run() {
  const exceptions = new Exceptions();
  let sum = 0;
  for (let i = 1; i < 90000; i++) {
    try {
      sum += exceptions.outer(i);
    } catch (e) {
      sum += text(e).length * 10;
    }
  }
  return `exceptions ${sum}`;
}
