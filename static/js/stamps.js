// A family's browser fetches its stamps by itself, on whatever page is opened, at most once a day, so
// that having stamps says nothing about anybody. They stay in this browser; the letterbox uses them.
// What is kept has always the same length: a used stamp is written over with chance.
//
// Each person who signs in on a browser has a pile of their own there. Its name is a hash of what the
// page says of the account, of a number that this browser alone has and of the key, so it is another
// one in every browser and every term, and says nothing to whoever finds it.
"use strict";

(() => {
  const place = document.querySelector("[data-stamps]");
  if (!place || !globalThis.crypto?.subtle) return;
  const [ASKED, SALT, PILES] = ["stamps-asked", "stamps-salt", "stamps:"];
  const NONCE_BYTES = 32;
  const today = new Date().toISOString().slice(0, 10);
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));

  function salt() {
    if (!localStorage.getItem(SALT)) localStorage.setItem(SALT, hex(blindRsa.random(NONCE_BYTES)));
    return localStorage.getItem(SALT);
  }

  // What this person's things are called here, for one day or one key.
  async function nameFor(what) {
    const words = new TextEncoder().encode([salt(), place.dataset.stampsOf, what].join(" "));
    return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", words))).slice(0, 32);
  }

  function pilesAt(where) {
    const found = JSON.parse(localStorage.getItem(where) ?? "[]");
    return Array.isArray(found) ? found : [{ whose: "", ...found }]; // as it was kept before
  }
  const keepPiles = (where, piles) => localStorage.setItem(where, JSON.stringify(piles));

  // What is shown is kept until its answer has come: a page that is left, or a train in a tunnel, and
  // the same is shown once more and signed once more. Something new would be another device.
  async function toShow(desk, n, waiting) {
    const kept = JSON.parse(localStorage.getItem(waiting) ?? "null");
    if (kept?.key === desk.key) {
      return kept.blinded.map(([message, shown, inverse]) => ({
        message: bytes(message),
        shown: bytes(shown),
        inverse: BigInt(`0x${inverse}`),
      }));
    }
    const made = [];
    for (let each = 0; each < desk.stamps; each += 1) {
      made.push(await blindRsa.blind(n, blindRsa.random(NONCE_BYTES)));
    }
    const blinded = made.map((each) => [hex(each.message), hex(each.shown), each.inverse.toString(16)]);
    if (made.length) localStorage.setItem(waiting, JSON.stringify({ key: desk.key, blinded }));
    return made;
  }

  async function fetchStamps(desk, csrf, whose) {
    const n = BigInt(`0x${desk.modulus}`);
    const waiting = `stamps-shown:${desk.letterbox}:${whose}`;
    const blinded = await toShow(desk, n, waiting);
    if (!blinded.length) return;
    const form = new FormData();
    form.set("key", desk.key);
    form.set("shown", blinded.map((each) => hex(each.shown)).join(","));
    const headers = { "X-CSRFToken": csrf };
    const request = { method: "POST", body: form, headers, credentials: "same-origin" };
    const answer = await fetch(place.dataset.stamps, request);
    if (answer.ok) {
      const { signed } = await answer.json();
      const slots = [];
      for (const [at, each] of blinded.entries()) {
        const signature = await blindRsa.finalize(n, each, bytes(signed[at]));
        slots.push({ message: hex(each.message), signature: hex(signature) });
      }
      // Those of an earlier key are no good any more, whosever they were.
      const others = pilesAt(PILES + desk.letterbox).filter((pile) => pile.key === desk.key);
      const mine = { whose, key: desk.key, modulus: desk.modulus, slots };
      keepPiles(PILES + desk.letterbox, [mine, ...others]);
    }
    if (answer.status < 500) localStorage.removeItem(waiting);
  }

  // Whether this person has stamps of this key here. A pile from before there were several is taken
  // over by the first one who comes and has been given stamps.
  async function hasStamps(desk, whose) {
    const piles = pilesAt(PILES + desk.letterbox).filter((pile) => pile.key === desk.key);
    if (piles.some((pile) => pile.whose === whose)) return true;
    const nobodys = piles.find((pile) => pile.whose === "");
    if (!nobodys || !desk.given) return false;
    nobodys.whose = whose;
    keepPiles(PILES + desk.letterbox, piles);
    return true;
  }

  // The letterbox takes from the pile in front: that of who was here last.
  async function comeToTheFront() {
    for (const where of Object.keys(localStorage).filter((each) => each.startsWith(PILES))) {
      const names = new Map();
      for (const { key } of pilesAt(where)) names.set(key, await nameFor(key));
      const piles = pilesAt(where);
      const at = piles.findIndex((pile) => pile.whose === names.get(pile.key));
      if (at > 0) keepPiles(where, [piles[at], ...piles.filter((_pile, place) => place !== at)]);
    }
  }

  async function visit() {
    const me = await nameFor(today);
    const asked = (localStorage.getItem(ASKED) ?? "").split(" ");
    const others = asked[0] === today ? asked.slice(1) : [];
    if (!others.includes(me)) {
      const answer = await fetch(place.dataset.stamps, { credentials: "same-origin" });
      if (!answer.ok) return;
      const { csrf, desks } = await answer.json();
      for (const desk of desks) {
        const whose = await nameFor(desk.key);
        if (!(await hasStamps(desk, whose))) await fetchStamps(desk, csrf, whose);
      }
      localStorage.setItem(ASKED, [today, ...others, me].join(" "));
    }
    await comeToTheFront();
  }

  visit().catch(() => {}); // on the next page, then
})();
