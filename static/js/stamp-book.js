// The stamps that this browser was given for one letterbox, where a page spends them: the next good
// one, how many there are, and writing over a used one. Needs blind-rsa.js; the stamps come by stamps.js.
"use strict";

// What is for browsers without scripting hides, as site.js does it on other pages.
document.documentElement.classList.add("js");

globalThis.stampBook = (letterbox, modulus) => {
  const place = `stamps:${letterbox}`;
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));

  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(place) ?? "null");
      return found?.modulus === modulus ? found : null;
    } catch {
      return null;
    }
  }

  // Where the good stamps are: what was used is chance, and no signature.
  async function good(most = Infinity) {
    const found = kept();
    const places = [];
    for (const [at, slot] of (found?.slots ?? []).entries()) {
      if (places.length >= most) break;
      const n = BigInt(`0x${found.modulus}`);
      if (await blindRsa.isSigned(n, bytes(slot.message), bytes(slot.signature))) places.push(at);
    }
    return places;
  }

  return {
    good,
    // Where the next one is, or -1.
    next: async () => (await good(1))[0] ?? -1,
    // As a form sends it.
    shown(at) {
      const slot = kept().slots[at];
      return `${slot.message}.${slot.signature}`;
    },
    // Written over with chance of the same length: what was used is gone from this telephone. Whoever
    // has it can still count how many were used, because what is left is signed and chance is not.
    use(at) {
      const found = kept();
      if (!found) return;
      const slot = found.slots[at];
      const chance = (text) => hex(blindRsa.random(text.length / 2));
      found.slots[at] = { message: chance(slot.message), signature: chance(slot.signature) };
      localStorage.setItem(place, JSON.stringify(found));
    },
  };
};
