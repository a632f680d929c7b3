// The stamps that this browser was given for one letterbox, where a page spends them: the next good
// one, how many there are, and writing over a used one. Needs blind-rsa.js; the stamps come by stamps.js.
// Whoever has signed in on this browser has a pile of their own. In front lies that of who was here
// last, and the page takes from it; from another one only if somebody presses for it.
"use strict";

// What is for browsers without scripting hides, as site.js does it on other pages.
document.documentElement.classList.add("js");

globalThis.stampBook = (letterbox, modulus) => {
  const place = `stamps:${letterbox}`;
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));
  const find = (name) => document.querySelector(`[data-${name}]`);

  function allPiles() {
    try {
      const found = JSON.parse(localStorage.getItem(place) ?? "[]");
      return Array.isArray(found) ? found : [{ whose: "", ...found }]; // as it was kept before
    } catch {
      return [];
    }
  }
  const piles = () => allPiles().filter((pile) => pile.modulus === modulus);
  // Held for as long as the page is open, whoever signs in beside it.
  let whose = piles()[0]?.whose;
  const kept = () => piles().find((pile) => pile.whose === whose) ?? piles()[0];

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

  // What the page says: whether there is a stamp, of this one pile alone. Not how many: who shares
  // the telephone would read from it how often the other one has written.
  async function show() {
    const left = (await good()).length;
    const [has, several] = [Boolean(kept()), piles().length > 1];
    find("stamp-here").hidden = !left;
    find("stamp-gone").hidden = left > 0 || !has;
    find("stamp-none").hidden = has;
    find("stamp-piles").hidden = !several;
    find("pile-of-last").hidden = whose !== piles()[0]?.whose;
    find("pile-of-other").hidden = !find("pile-of-last").hidden;
    return left;
  }

  // Who would rather have a card than a stamp says so with a press; until then no field is in the way.
  const cardButton = find("by-card");
  cardButton.addEventListener("click", () => {
    cardButton.hidden = true;
    find("card").hidden = false;
    find("card").querySelector("input").focus();
  });

  return {
    good,
    show,
    byCard: () => cardButton.hidden,
    // Where the next one is, or -1.
    next: async () => (await good(1))[0] ?? -1,
    // A word for the pile that is taken from; it says nothing to anybody.
    pile: () => whose ?? "",
    // From now on from the next pile, and in the end from the first again.
    turn() {
      const names = piles().map((pile) => pile.whose);
      whose = names[(names.indexOf(whose) + 1) % names.length];
    },
    // As a form sends it.
    shown(at) {
      const slot = kept().slots[at];
      return `${slot.message}.${slot.signature}`;
    },
    // Written over with chance of the same length: what was used is gone from this telephone. Whoever
    // has it can still count how many were used, because what is left is signed and chance is not.
    use(at) {
      const all = allPiles();
      const found = all.find((pile) => pile.modulus === modulus && pile.whose === kept()?.whose);
      if (!found) return;
      const slot = found.slots[at];
      const chance = (text) => hex(blindRsa.random(text.length / 2));
      found.slots[at] = { message: chance(slot.message), signature: chance(slot.signature) };
      localStorage.setItem(place, JSON.stringify(all));
    },
  };
};
