// This file defines how a script gets into the fragment of a link and out of it again.
//
// "#1z" and base64url: the script's UTF-8, deflated; "#1p" and base64url: as it is. The number is the version of the form.

/** The longest script that a link may hold, in bytes, so that a link cannot fill the memory. */
const longest = 1 << 20;

/** Returns the fragment for a script, with its "#". */
export async function encodeFragment(text) {
  const plain = new TextEncoder().encode(text);
  if (typeof CompressionStream !== "function") {
    return `#1p${toBase64(plain)}`;
  }
  const packed = await collect(new Blob([plain]).stream().pipeThrough(new CompressionStream("deflate-raw")), Infinity);
  return packed.length < plain.length ? `#1z${toBase64(packed)}` : `#1p${toBase64(plain)}`;
}

/** Returns the script of a fragment, or null if it is none of these; rejects with an Error if it is damaged or from a later version. */
export async function decodeFragment(fragment) {
  const match = /^#(\d+)([a-z])([\w-]*)$/.exec(fragment);
  if (!match) {
    return null;
  }
  const [, version, form, data] = match;
  if (version !== "1" || !"zp".includes(form)) {
    throw new Error("this link was made by a later version of the playground");
  }
  try {
    const bytes = fromBase64(data);
    const plain = form === "p" ? bytes : await collect(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")), longest);
    if (plain.length > longest) {
      throw new RangeError("too long");
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(plain);
  } catch (error) {
    throw new Error("the script in this link is damaged or too long", { cause: error });
  }
}

/** The bytes of a stream; rejects if there are more than most. */
async function collect(stream, most) {
  const parts = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError("too long");
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function toBase64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
