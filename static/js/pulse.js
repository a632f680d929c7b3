// Three taps, with scripting: spends a stamp of this browser instead of the code of a card, and sends it
// without cookie and referrer. The last stamp is kept for a note. That this browser has answered is
// remembered in it alone, never what; then a family's first page leaves the line about it out.
"use strict";

(() => {
  const ANSWERED = "taps:";
  const ON_THE_WAY = "taps-sent:"; // no reply has come yet
  const read = (place) => {
    try {
      return localStorage.getItem(place);
    } catch {
      return null;
    }
  };

  for (const card of document.querySelectorAll("[data-taps-card]")) {
    if (read(ANSWERED + card.dataset.letterbox) === card.dataset.tapsCard) card.hidden = true;
  }

  const form = document.querySelector("[data-taps]");
  if (!form || !globalThis.crypto?.subtle) return;
  const find = (name) => document.querySelector(`[data-${name}]`);
  const stamps = stampBook(form.dataset.letterbox, form.dataset.modulus);
  const button = form.querySelector("button");
  const waiting = () => `${ON_THE_WAY}${form.dataset.letterbox}:${stamps.pile()}`;

  async function showStamp() {
    const left = await stamps.show();
    find("stamp-here").hidden = left < 2;
    find("stamp-last").hidden = left !== 1;
    find("card").hidden = left >= 2 && !stamps.byCard() && !form.elements.card.value;
    find("answered").hidden = read(ANSWERED + form.dataset.letterbox) !== form.dataset.taps;
  }

  find("other-pile").addEventListener("click", () => {
    if (button.disabled) return; // what is on its way came from the pile that is shown
    stamps.turn();
    showStamp();
  });

  function send(stamp) {
    const body = new URLSearchParams(new FormData(form));
    body.set("stamp", stamp);
    body.set("short", "on");
    const how = { method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer" };
    return fetch(form.action, { ...how, cache: "no-store" }).then((answer) => answer.json());
  }

  async function answer() {
    const byCard = Boolean(form.elements.card.value.trim());
    if (!byCard && stamps.byCard()) return say("NoCard");
    for (;;) {
      const [at, another] = byCard ? [] : await stamps.good(2);
      if (!byCard && at === undefined) return say("NoStamp");
      if (!byCard && another === undefined) return say("LastStamp");
      const sentBefore = !byCard && read(waiting()) === form.dataset.taps;
      if (!byCard) localStorage.setItem(waiting(), form.dataset.taps);
      const said = await send(byCard ? "" : stamps.shown(at));
      if (!byCard) localStorage.removeItem(waiting());
      // The letterbox does not say what a stamp was used for. This browser knows that it sent these
      // taps with it, and heard nothing: then they were counted, and another stamp would count twice.
      if (said.taken || (sentBefore && said.why === "AlreadySpent")) {
        if (!byCard) stamps.use(at);
        return thank();
      }
      if (byCard || said.why !== "AlreadySpent") return say(said.why, said.said);
      stamps.use(at); // of a note whose answer was lost on the way: the next one, then
    }
  }

  function say(why, said = []) {
    const words = find("words-for").content.querySelector(`[data-for="${why}"]`)?.textContent;
    find("why").textContent = said.length ? [...new Set(said)].join(" ") : words;
    const box = find("not-taken");
    box.hidden = false;
    box.focus();
    return showStamp();
  }

  function thank() {
    try {
      localStorage.setItem(ANSWERED + form.dataset.letterbox, form.dataset.taps);
    } catch {
      // The answer was taken all the same; only the line on the first page stays.
    }
    const page = document.getElementById("taps");
    page.replaceChildren(find("thanks").content.cloneNode(true));
    page.querySelector("h1").focus();
    globalThis.scrollTo(0, 0);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    find("not-taken").hidden = true;
    answer()
      .catch(() => say("Away"))
      .finally(() => (button.disabled = false));
  });

  showStamp();
})();
