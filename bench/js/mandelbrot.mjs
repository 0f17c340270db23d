// This file defines the twin of mandelbrot.aus: double arithmetic in tight loops on local variables.

export function run() {
  const w = 160;
  const h = 120;
  let total = 0;
  let inside = 0;
  for (let py = 0; py < h; py++) {
    const ci = (2.4 * py) / h - 1.2;
    for (let px = 0; px < w; px++) {
      const cr = (3.0 * px) / w - 2.1;
      let zr = 0;
      let zi = 0;
      let it = 0;
      let z2 = 0;
      while (it < 100 && z2 < 4.0) {
        const t = zr * zr - zi * zi + cr;
        zi = 2.0 * zr * zi + ci;
        zr = t;
        z2 = zr * zr + zi * zi;
        it++;
      }
      total += it;
      if (it === 100) inside++;
    }
  }
  return `mandelbrot ${total} ${inside}`;
}
