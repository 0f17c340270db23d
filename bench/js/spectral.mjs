// This file defines the twin of spectral.aus: spectral norm, list indexing, double division, method calls.

class Spectral {
  a(i, j) {
    return 1.0 / (((i + j) * (i + j + 1)) / 2 + i + 1);
  }

  mul(v, n) {
    const out = [];
    for (let i = 0; i < n; i++) {
      let s = 0;
      for (let j = 0; j < n; j++) s += this.a(i, j) * v[j];
      out.push(s);
    }
    return out;
  }

  mulT(v, n) {
    const out = [];
    for (let i = 0; i < n; i++) {
      let s = 0;
      for (let j = 0; j < n; j++) s += this.a(j, i) * v[j];
      out.push(s);
    }
    return out;
  }
}

export function run() {
  const m = new Spectral();
  const n = 80;
  let u = [];
  for (let i = 0; i < n; i++) u.push(1.0);
  let v = [];
  for (let k = 0; k < 10; k++) {
    v = m.mulT(m.mul(u, n), n);
    u = m.mulT(m.mul(v, n), n);
  }
  let vbv = 0;
  let vv = 0;
  for (let i = 0; i < n; i++) {
    vbv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return `spectral ${Math.round(Math.sqrt(vbv / vv) * 1000000000) / 1000000000}`;
}
