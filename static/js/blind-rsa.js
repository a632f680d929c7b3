// The browser's half of RFC 9474, RSABSSA-SHA384-PSS-Randomized: make a message that nobody has seen,
// blind it, and take the blinding off what comes back. The other half is families/stamps/blind_rsa.py.
// Numbers are BigInt; what travels is bytes, big-endian, as long as the modulus.
"use strict";

const blindRsa = (() => {
  const EXPONENT = 65537n;
  const PREFIX_BYTES = 32;
  const SALT_BYTES = 48;

  // { message, shown, inverse }: `shown` goes to the nursery, the rest stays here. What is chosen by
  // chance can be given in `chosen` (prefix, salt, inverse), for the vectors of the RFC.
  async function blind(n, words, chosen = {}) {
    const message = joined(chosen.prefix ?? random(PREFIX_BYTES), words);
    const bits = bitsOf(n);
    const encoded = numberOf(await pssEncoded(message, bits - 1, chosen.salt ?? random(SALT_BYTES)));
    let inverse = chosen.inverse ?? below(n);
    let factor = inverted(inverse, n);
    while (factor === null) {
      inverse = below(n);
      factor = inverted(inverse, n);
    }
    return { message, shown: bytesOf((encoded * power(factor, EXPONENT, n)) % n, sizeOf(n)), inverse };
  }

  // The signature, or an error if what came back is not one: then nothing of it is kept.
  async function finalize(n, blinded, signed) {
    const size = sizeOf(n);
    const number = numberOf(signed);
    if (signed.length !== size || number >= n) throw new Error("not a signature");
    const signature = bytesOf((number * blinded.inverse) % n, size);
    if (!(await isSigned(n, blinded.message, signature))) throw new Error("not a signature");
    return signature;
  }

  async function isSigned(n, message, signature) {
    const part = { kty: "RSA", alg: "PS384", e: "AQAB", n: base64url(bytesOf(n, sizeOf(n))) };
    const kind = { name: "RSA-PSS", hash: "SHA-384" };
    const key = await crypto.subtle.importKey("jwk", part, kind, false, ["verify"]);
    return crypto.subtle.verify({ name: "RSA-PSS", saltLength: SALT_BYTES }, key, signature, message);
  }

  // EMSA-PSS of RFC 8017, 9.1.1, with SHA-384 and MGF1 of it.
  async function pssEncoded(message, bits, salt) {
    const size = Math.ceil(bits / 8);
    const digest = await sha384(joined(new Uint8Array(8), await sha384(message), salt));
    const block = new Uint8Array(size - digest.length - 1);
    block[block.length - salt.length - 1] = 1;
    block.set(salt, block.length - salt.length);
    const mask = await mgf1(digest, block.length);
    for (let at = 0; at < block.length; at += 1) block[at] ^= mask[at];
    block[0] &= 0xff >> (8 * size - bits);
    return joined(block, digest, Uint8Array.of(0xbc));
  }

  async function mgf1(seed, length) {
    const parts = [];
    for (let counter = 0; parts.length * 48 < length; counter += 1) {
      const four = Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter);
      parts.push(await sha384(joined(seed, four)));
    }
    return joined(...parts).slice(0, length);
  }

  const sha384 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));

  // --- numbers -----------------------------------------------------------------------------------

  function power(base, exponent, n) {
    let result = 1n;
    for (let left = exponent, square = base % n; left > 0n; left >>= 1n) {
      if (left & 1n) result = (result * square) % n;
      square = (square * square) % n;
    }
    return result;
  }

  // The inverse modulo n, or null where there is none.
  function inverted(number, n) {
    let [a, b, x, y] = [number % n, n, 1n, 0n];
    while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
    return a === 1n ? ((x % n) + n) % n : null;
  }

  // A random number from 1 to n - 1, each as likely as the other.
  function below(n) {
    const size = sizeOf(n);
    for (;;) {
      const bytes = random(size);
      bytes[0] &= 0xff >> (8 * size - bitsOf(n));
      const number = numberOf(bytes);
      if (number > 0n && number < n) return number;
    }
  }

  const bitsOf = (n) => n.toString(2).length;
  const sizeOf = (n) => Math.ceil(bitsOf(n) / 8);
  const random = (length) => crypto.getRandomValues(new Uint8Array(length));

  // --- bytes -------------------------------------------------------------------------------------

  function numberOf(bytes) {
    let hex = "0x0";
    for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
    return BigInt(hex);
  }

  function bytesOf(number, size) {
    const hex = number.toString(16).padStart(2 * size, "0");
    return Uint8Array.from({ length: size }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16));
  }

  function joined(...parts) {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  const base64url = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  return { base64url, blind, bytesOf, finalize, isSigned, joined, numberOf, random };
})();
