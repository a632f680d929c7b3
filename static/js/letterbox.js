// The letterbox, with scripting: takes a stamp that this browser was given, makes the receipt code here,
// and sends both without cookie and referrer. Without scripting the same form is sent with the code of
// a paper card. Nothing is kept of what is typed. Needs blind-rsa.js and stamp-book.js; the stamps come
// by stamps.js.
"use strict";

(() => {
  const form = document.querySelector("[data-letterbox]");
  if (!form || !globalThis.crypto?.subtle) return;
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const RECEIPT_LENGTH = 24;
  const stamps = stampBook(form.dataset.letterbox, form.dataset.modulus);
  const find = (name) => document.querySelector(`[data-${name}]`);
  const button = form.querySelector("button");

  // --- stamps --------------------------------------------------------------------------------------

  async function showStamp() {
    const left = await stamps.show();
    find("card").hidden = left > 0 && !stamps.byCard() && !form.elements.card.value;
  }

  find("other-pile").addEventListener("click", () => {
    if (button.disabled) return; // what is on its way came from the pile that is shown
    stamps.turn();
    showStamp();
  });

  // --- sending -------------------------------------------------------------------------------------

  // 256 is eight times 32: each letter is as likely as the other.
  const newReceipt = () =>
    Array.from(blindRsa.random(RECEIPT_LENGTH), (byte) => LETTERS[byte % 32]).join("");

  function send(stamp) {
    const body = new URLSearchParams(new FormData(form));
    body.set("stamp", stamp);
    body.set("short", "on");
    const how = { method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer" };
    return fetch(form.action, { ...how, cache: "no-store" }).then((answer) => answer.json());
  }

  // The same code for the same words, so that what is sent again is not there twice.
  let sentBefore = "";
  function receiptFor() {
    const data = new FormData(form);
    ["receipt", "stamp"].forEach((name) => data.delete(name));
    const now = new URLSearchParams(data).toString();
    if (now !== sentBefore) form.elements.receipt.value = newReceipt();
    sentBefore = now;
  }

  async function post() {
    receiptFor();
    const byCard = Boolean(form.elements.card.value.trim());
    if (!byCard && stamps.byCard()) return say("NoCard");
    for (;;) {
      const at = byCard ? -1 : await stamps.next();
      if (!byCard && at < 0) return say("NoStamp");
      const answer = await send(byCard ? "" : stamps.shown(at));
      if (answer.taken) {
        if (!byCard) stamps.use(at);
        return thank();
      }
      // A comment on a question that was closed meanwhile: the next press sends it as a note.
      if (answer.why === "QuestionOver") form.action = form.dataset.instead;
      if (byCard || answer.why !== "AlreadySpent") return say(answer.why, answer.said);
      stamps.use(at); // an answer that was lost on the way: the next one, then
    }
  }

  function say(why, said = []) {
    const words = find("words-for").content.querySelector(`[data-for="${why}"]`)?.textContent;
    const box = find("not-taken");
    find("why").textContent = said.length ? said.join(" ") : words;
    box.hidden = false;
    box.focus();
    return showStamp();
  }

  function thank() {
    const thanks = find("thanks").content.cloneNode(true);
    const code = thanks.querySelector(".receipt");
    for (const four of form.elements.receipt.value.match(/.{4}/g)) {
      const group = document.createElement("span");
      group.textContent = four;
      code.append(group, " ");
    }
    const now = Boolean(form.elements.at_once?.checked);
    thanks.querySelector("[data-waits]").hidden = now;
    thanks.querySelector("[data-sent-now]").hidden = !now;
    offerToCopy(thanks, form.elements.receipt.value);
    form.reset();
    const page = document.getElementById("letterbox");
    page.replaceChildren(thanks);
    page.querySelector("h1").focus();
    globalThis.scrollTo(0, 0);
  }

  // Only where a browser lets us: over plain http and in some old ones there is no clipboard.
  function offerToCopy(thanks, code) {
    if (!navigator.clipboard) return;
    const copied = thanks.querySelector("[data-copied]");
    thanks.querySelector("[data-copying]").hidden = false;
    thanks.querySelector("[data-copy]").addEventListener("click", () => {
      navigator.clipboard.writeText(code.match(/.{4}/g).join(" ")).then(
        () => (copied.hidden = false),
        () => {}, // refused: the code stands there to be written down
      );
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    find("not-taken").hidden = true;
    post()
      .catch(() => say("Away"))
      .finally(() => (button.disabled = false));
  });

  // --- a hint while typing, in this browser only ---------------------------------------------------

  const rooms = Array.from(find("rooms").querySelectorAll("option"), (room) => room.value);
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const TELLING = new RegExp(
    [
      "\\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b",
      "\\b(?:yesterday|today|tonight|this (?:morning|afternoon|week)|last (?:week|night))\\b",
      "\\b\\d{1,2}[:.]\\d{2}\\b",
      "\\b\\d{1,2} ?(?:am|pm|o.clock)\\b",
      "\\b\\d{1,2}[/.-]\\d{1,2}\\b",
      ...rooms.filter(Boolean).map((room) => `(?<!\\p{L})${escaped(room)}(?!\\p{L})`),
    ].join("|"),
    "giu",
  );
  form.elements.words.addEventListener("input", (event) => {
    const found = [...new Set(event.target.value.match(TELLING) ?? [])];
    find("hint").hidden = !found.length;
    find("hint-words").textContent = found.slice(0, 4).join(", ");
  });

  showStamp();
})();
