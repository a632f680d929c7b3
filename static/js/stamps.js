// A family's browser fetches its stamps by itself, on whatever page is opened, at most once a day, so
// that having stamps says nothing about anybody. They stay in this browser; the letterbox uses them.
// What is kept has always the same length: a used stamp is written over with chance.
"use strict";

(() => {
  const place = document.querySelector("[data-stamps]");
  if (!place || !globalThis.crypto?.subtle) return;
  const ASKED = "stamps-asked";
  const NONCE_BYTES = 32;
  const today = new Date().toISOString().slice(0, 10);
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));

  const keptFor = (letterbox) => JSON.parse(localStorage.getItem(`stamps:${letterbox}`) ?? "null");
  const keep = (letterbox, what) =>
    localStorage.setItem(`stamps:${letterbox}`, JSON.stringify(what));

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

  async function fetchStamps(desk, csrf) {
    const n = BigInt(`0x${desk.modulus}`);
    const waiting = `stamps-shown:${desk.letterbox}`;
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
      keep(desk.letterbox, { key: desk.key, modulus: desk.modulus, slots });
    }
    if (answer.status < 500) localStorage.removeItem(waiting);
  }

  async function visit() {
    const answer = await fetch(place.dataset.stamps, { credentials: "same-origin" });
    if (!answer.ok) return;
    const { csrf, desks } = await answer.json();
    for (const desk of desks) {
      if (keptFor(desk.letterbox)?.key !== desk.key) await fetchStamps(desk, csrf);
    }
    localStorage.setItem(ASKED, today);
  }

  if (localStorage.getItem(ASKED) !== today) visit().catch(() => {}); // on the next page, then
})();
