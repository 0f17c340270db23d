// This file defines the twin of buffers.aus: binary packing and unpacking, base64 and hex.

function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

function toHex(bytes) {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

export function run() {
  let sum = 0;
  for (let r = 0; r < 700; r++) {
    const bytes = new Uint8Array(600);
    const b = new DataView(bytes.buffer);
    let at = 0;
    for (let i = 0; i < 40; i++) {
      b.setInt8(at, i - 20);
      b.setUint16(at + 1, i * 1000 + r);
      b.setInt32(at + 3, i * 100003 - r, true);
      b.setBigInt64(at + 7, BigInt(i * 10000000019 + r));
      at += 15;
    }
    let p = 0;
    for (let i = 0; i < 40; i++) {
      sum += b.getInt8(p);
      sum += b.getUint16(p + 1);
      sum += b.getInt32(p + 3, true);
      sum += Number(b.getBigInt64(p + 7) % 1009n);
      p += 15;
    }
    const s = toBase64(bytes);
    sum += s.length;
    const h = toHex(fromBase64(s));
    sum += h.length;
    sum = sum % 1000000007;
  }
  return `buffers ${sum}`;
}
