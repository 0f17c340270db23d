// This file defines the twin of nbody.aus: double arithmetic on object members, four bodies, symplectic Euler.

class Body {
  constructor(x, y, z, vx, vy, vz, mass) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.vx = vx;
    this.vy = vy;
    this.vz = vz;
    this.mass = mass;
  }
}

class NBody {
  bodies = [];

  step(dt) {
    const n = this.bodies.length;
    for (let i = 0; i < n; i++) {
      const a = this.bodies[i];
      for (let j = i + 1; j < n; j++) {
        const b = this.bodies[j];
        const dx = a.x - b.x;
        const dy = a.y - b.y;
        const dz = a.z - b.z;
        const d2 = dx * dx + dy * dy + dz * dz + 0.01;
        const mag = dt / (d2 * Math.sqrt(d2));
        const am = a.mass * mag;
        const bm = b.mass * mag;
        a.vx -= dx * bm;
        a.vy -= dy * bm;
        a.vz -= dz * bm;
        b.vx += dx * am;
        b.vy += dy * am;
        b.vz += dz * am;
      }
    }
    for (const p of this.bodies) {
      p.x += dt * p.vx;
      p.y += dt * p.vy;
      p.z += dt * p.vz;
    }
  }
}

export function run() {
  const system = new NBody();
  system.bodies.push(new Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.5));
  system.bodies.push(new Body(1.0, 0.0, 0.0, 0.0, 6.2, 0.0, 0.03));
  system.bodies.push(new Body(0.0, 5.2, 0.1, -2.7, 0.0, 0.02, 0.04));
  system.bodies.push(new Body(-9.5, 0.3, -0.2, 0.0, -2.0, 0.01, 0.01));
  let k = 0;
  while (k < 12000) {
    system.step(0.001);
    k++;
  }
  let s = 0;
  for (const p of system.bodies) s += p.x + 2.0 * p.y + 3.0 * p.z;
  return `nbody ${Math.round(s * 1000000000) / 1000000000}`;
}
