// This file defines the twin of chat.aus: the message loop of a chat server. Parse a JSON message, dispatch on its type, update
// state, format replies.

class Room {
  members = [];
  history = [];

  constructor(name) {
    this.name = name;
  }
}

class Chat {
  rooms = new Map();
  users = new Map();
  outBytes = 0;
  errors = 0;
  table = new Map([
    ["join", (m) => this.onJoin(m)],
    ["say", (m) => this.onSay(m)],
    ["leave", (m) => this.onLeave(m)],
  ]);

  reply(message) {
    const s = JSON.stringify(message);
    this.outBytes += s.length;
    return s;
  }

  onJoin({ room: n, user: u }) {
    if (!this.rooms.has(n)) this.rooms.set(n, new Room(n));
    const r = this.rooms.get(n);
    if (!r.members.includes(u)) r.members.push(u);
    this.users.set(u, n);
    this.reply({ type: "joined", room: n, count: r.members.length });
  }

  onSay(m) {
    const u = m.user;
    if (!this.users.has(u)) throw new Error("not in a room");
    const r = this.rooms.get(this.users.get(u));
    let text = m.text.trim();
    if (text.startsWith("/me ")) text = "* " + u + " " + text.substring(4);
    r.history.push(text);
    if (r.history.length > 20) r.history.shift();
    for (const to of r.members) {
      if (to !== u) this.reply({ type: "msg", from: u, to, text });
    }
  }

  onLeave({ user: u }) {
    if (!this.users.has(u)) throw new Error("unknown user");
    const r = this.rooms.get(this.users.get(u));
    const at = r.members.indexOf(u);
    if (at >= 0) r.members.splice(at, 1);
    this.users.delete(u);
    this.reply({ type: "left", user: u });
  }

  handle(text) {
    try {
      const m = JSON.parse(text);
      const t = m.type;
      if (!this.table.has(t)) throw new Error("bad type " + t);
      this.table.get(t)(m);
    } catch (e) {
      this.errors++;
      this.reply({ type: "error", text: e.message });
    }
  }

  main() {
    let seed = 7;
    for (let i = 0; i < 9000; i++) {
      // The product needs 61 bits.
      seed = Number((BigInt(seed) * 1103515245n + 12345n) % 2147483648n);
      const k = Math.floor(seed / 65536) % 10;
      const u = "u" + (Math.floor(seed / 1024) % 12);
      if (k < 3) this.handle('{"type":"join","user":"' + u + '","room":"r' + k + '"}');
      else if (k < 8) this.handle('{"type": "say", "user": "' + u + '", "text": " /me sends #' + i + ' \\u00e9\\n"}');
      else if (k === 8) this.handle('{"type":"leave","user":"' + u + '"}');
      else this.handle('{"type":"nope"}');
    }
    let n = 0;
    for (const name of ["r0", "r1", "r2"]) {
      const room = this.rooms.get(name);
      n += room.members.length * 100 + room.history.length;
    }
    const r1 = this.rooms.get("r1");
    return `chat ${this.outBytes} ${this.errors} ${n} ${r1.history.join(";").length}`;
  }
}

export function run() {
  return new Chat().main();
}
