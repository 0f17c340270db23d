// This file defines the twin of oosim.aus: prioritised tasks exchanging packets through queues.

class Packet {
  next = null;

  constructor(kind, dest, datum) {
    this.kind = kind;
    this.dest = dest;
    this.datum = datum;
  }
}

class Task {
  queue = [];
  hold = false;
  runs = 0;

  constructor(id, pri, os) {
    this.id = id;
    this.pri = pri;
    this.os = os;
  }

  ready() {
    return !this.hold && this.queue.length > 0;
  }

  take() {
    return this.queue.shift();
  }

  run() {
    this.runs++;
    this.step();
  }

  step() {}
}

class Idler extends Task {
  seed = 1;

  ready() {
    return true;
  }

  step() {
    this.seed = (this.seed * 1664525 + 1013904223) % 4294967296;
    if (this.seed % 4 < 2) this.os.send(new Packet(1, 2, this.seed % 1000));
    else this.os.send(new Packet(2, 3, this.seed % 1000));
  }
}

class Worker extends Task {
  acc = 0;

  step() {
    const p = this.take();
    this.acc = (this.acc * 31 + p.datum) % 1000003;
    p.kind++;
    p.dest = 4 + (this.acc % 2);
    this.os.send(p);
  }
}

class Device extends Task {
  sum = 0;

  step() {
    const p = this.take();
    this.sum = (this.sum + p.datum * p.kind) % 1000003;
    if (this.sum % 13 === 0) this.os.find(2).hold = true;
    if (this.sum % 7 === 0) this.os.find(2).hold = false;
  }
}

class System {
  tasks = [];
  sent = 0;

  add(task) {
    this.tasks.push(task);
  }

  find(id) {
    for (const t of this.tasks) if (t.id === id) return t;
    return null;
  }

  send(packet) {
    this.find(packet.dest).queue.push(packet);
    this.sent++;
  }

  schedule(n) {
    for (let k = 0; k < n; k++) {
      let best = null;
      for (const t of this.tasks) {
        if (t.ready() && (best === null || t.pri > best.pri)) best = t;
      }
      best.run();
    }
  }
}

export function run() {
  const s = new System();
  s.add(new Idler(1, 0, s));
  s.add(new Worker(2, 10, s));
  s.add(new Worker(3, 20, s));
  s.add(new Device(4, 30, s));
  s.add(new Device(5, 40, s));
  s.schedule(20000);
  let out = `oosim ${s.sent}`;
  for (const t of s.tasks) out += ` ${t.runs}`;
  return `${out} ${s.find(2).acc} ${s.find(4).sum} ${s.find(5).sum}`;
}
