// What is saved without connection waits on the tablet and is sent, once, when it returns. Here are
// the queue, the line that tells of it, and the sending; forms are caught in waiting-pages.js.
// Every entry carries the key its form was made with: the server takes the same key once only, so
// that whatever may have been lost on the way can be sent again.
"use strict";

const waitingQueue = (() => {
  const UNDO = 10000; // milliseconds in which an entry can be taken back, and is not sent yet
  const TRY_AGAIN = 15000;
  const PATIENCE = 20000; // for one answer; a photograph has longer
  const PATIENCE_PHOTO = 120000;
  const AWAY = [502, 503, 504, 429]; // nobody of ours is there, or not just now
  const TRIES = 3; // with which the server may fail one entry, before it is shown
  const SIGN_OUT = "waiting-sign-out"; // who has left this tablet, and the server does not know it yet
  const store = waitingStore;
  const bar = document.getElementById("waiting");
  const words = bar?.dataset ?? {};
  const says = bar?.querySelector("[data-waiting-says]");
  const isShell = Boolean(document.querySelector("[data-shell]")); // the page of nobody
  // `mending` is {id, content, key} of the entry that the open form came from
  const state = { me: null, offline: isShell || !navigator.onLine, signedOut: false, csrf: "", mending: null };
  const listeners = [];
  let timer;
  let news = "";

  class Away extends Error {} // no answer, or none of ours
  class SignedOut extends Error {}
  class Failed extends Error {} // the server stumbled over this very entry
  class Refused extends Error {}
  class TakenBack extends Error {} // while it was on its way

  const count = (n, one, many) => (n === 1 ? one : many.replaceAll("{n}", n));
  // What is sent by itself: not what was refused, nor what its owner must look at first.
  const goes = ({ content, doubt }) => Boolean(content && !content.why && !doubt);
  const telling = () => listeners.forEach((listener) => listener(state));

  // ---- the clock: the tablet's, put right by the server's if it is wrong --------------------------
  // The server says its time with the key, and a page must not: hidden and missing look the same.
  const SKEW = "waiting-skew";
  function setClock(serverNow) {
    const wrong = serverNow - Date.now();
    localStorage.setItem(SKEW, Math.abs(wrong) > 60000 ? wrong : 0);
  }
  const now = () => new Date(Date.now() + Number(localStorage.getItem(SKEW) ?? 0));
  const local = (moment) => moment.toLocaleString("sv-SE", { timeZone: words.zone }); // 2026-11-28 12:05:33
  const clock = (moment) => local(new Date(moment)).slice(11, 16);
  const day = (moment) => local(new Date(moment)).slice(0, 10);

  // ---- asking the server ----------------------------------------------------------------------------
  async function fetched(address, { patience = PATIENCE, ...how } = {}) {
    let answer;
    try {
      answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(patience), ...how });
    } catch {
      throw new Away("no answer");
    }
    if (AWAY.includes(answer.status)) throw new Away(answer.status);
    if (answer.status >= 500) throw new Failed(answer.status);
    const { pathname } = new URL(answer.url || address, location.href);
    const sentAway = answer.headers.has("HX-Redirect") || answer.headers.has("HX-Retarget");
    if (sentAway || answer.status === 401 || pathname === words.signIn) throw new SignedOut();
    return answer;
  }

  // Who is signed in now; takes the key along if that is the person of this page.
  async function ask(patience = 4000) {
    try {
      const answer = await fetched(words.key, { patience, redirect: "manual" });
      if (answer.type === "opaqueredirect" || !answer.ok) throw new SignedOut();
      const said = await answer.json();
      state.offline = false;
      setClock(said.now);
      const mine = words.who ?? (state.me ?? (await store.whose()))?.who;
      if (said.who !== mine) throw new SignedOut(); // somebody else is, in another window
      state.csrf = said.csrf;
      state.signedOut = false;
      // Who is leaving in another window gets no key any more, though the server still knows them.
      const leaves = localStorage.getItem(SIGN_OUT) === said.who;
      if (state.me?.who !== said.who && !leaves) state.me = await store.unlock(said);
      return true;
    } catch (problem) {
      state.csrf = "";
      if (problem instanceof SignedOut) {
        state.offline = false;
        state.signedOut = true;
      } else state.offline = true;
      return false;
    }
  }

  function post(address, fields, how = {}) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.set("csrfmiddlewaretoken", state.csrf);
    return fetched(address, { method: "POST", body, ...how });
  }

  function reasons(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    let found = page.querySelectorAll(".error-summary li, .left-out li");
    if (!found.length) found = page.querySelectorAll(".field-error li, .field-error");
    const said = Array.from(found, (each) => each.textContent.trim().replace(/\s+/g, " "));
    return Array.from(new Set(said)).join(" ");
  }

  // Post it with the token of now: the one we have is old if somebody signed in since we asked.
  async function posted(address, fields, how) {
    const answer = await post(address, fields, how);
    if (answer.status !== 403) return answer;
    if (!(await ask())) throw state.signedOut ? new SignedOut() : new Away();
    return post(address, fields, how);
  }

  async function settled(answer) {
    if (answer.status === 403 || answer.status === 404) throw new Refused(words.gone);
    if (!answer.ok) throw new Refused(reasons(await answer.text()) || words.gone);
    return answer;
  }

  // ---- sending ------------------------------------------------------------------------------------
  // An entry can be taken back while it is on its way; so it is looked at again after every answer.
  async function sendCare(entry) {
    const { to, fields } = entry.content;
    const answer = await posted(to, fields, { headers: { "HX-Request": "true" } });
    const { undo } = (await store.entry(entry.id)) ?? { undo: true };
    if (!undo) return settled(answer);
    const logged = answer.headers.get("Logged-As"); // none: nothing of it stands
    if (logged) await settled(await posted(logged, []));
  }

  async function sendNote(entry) {
    const { then } = entry.content;
    const keep = async (content) => {
      if (!(await store.change(entry, {}, content))) throw new TakenBack();
    };
    const mine = entry.content.fields.filter(([name]) => name !== "then");
    const coming = entry.content.photos.length ? [["photos-coming", "yes"]] : [];
    const draft = await (
      await settled(await posted(words.autosave, [...mine, ...coming], { headers: { Accept: "application/json" } }))
    ).json();
    if (!draft.fields) throw new Refused(draft.said);
    const known = { observation: draft.fields.observation, version: draft.fields.version };
    const fields = mine.filter(([name]) => !(name in known)).concat(Object.entries(known));
    await keep({ fields });
    const leftOut = [];
    for (const photo of [...entry.content.photos]) {
      const file = await store.photo(entry, photo);
      if (file) {
        const how = { headers: { "HX-Request": "true" }, patience: PATIENCE_PHOTO };
        const answer = await settled(await posted(draft.photos, [["photos", file]], how));
        const why = reasons(await answer.text());
        if (why) {
          leftOut.push(why); // the only one there is: it stays here
          continue;
        }
      }
      await keep({ photos: entry.content.photos.filter(({ id }) => id !== photo.id) });
      await store.photoIsSent(photo.id);
    }
    if (draft.fields.beside) throw new Refused(words.conflict);
    if (leftOut.length) throw new Refused(leftOut.join(" "));
    await keep({});
    if (then !== "share") return;
    const answer = await settled(await posted(words.write, [...fields, ["then", "share"]]));
    if (answer.url.includes("beside=")) throw new Refused(words.conflict);
  }

  // True if it has gone; false if it was taken back or stays. Throws Away and SignedOut.
  async function sendOne(id) {
    const entry = await store.entry(id);
    if (!entry || !(await store.change(entry, { tried: true }))) return false;
    try {
      await (entry.kind === "care" ? sendCare(entry) : sendNote(entry));
      await store.remove(id);
      return true;
    } catch (problem) {
      if (problem instanceof Refused) await store.change(entry, {}, { why: problem.message });
      else if (problem instanceof Failed) {
        const failed = (entry.failed ?? 0) + 1;
        await store.change(entry, { failed }, failed < TRIES ? {} : { why: words.failed });
      } else if (!(problem instanceof TakenBack)) throw problem;
      return false;
    }
  }

  async function round() {
    const { mine } = await store.waiting();
    const ready = mine.filter((entry) => goes(entry) && (entry.hurry || Date.now() - entry.made >= UNDO));
    if (!ready.length) return 0;
    if (!(await ask())) return 0;
    let sent = 0;
    for (const { id } of ready) {
      const rest = ready.length - sent;
      news = count(rest, words.sendingOne, words.sendingMany);
      await tell();
      try {
        if (await sendOne(id)) sent += 1;
      } catch (problem) {
        state.offline = problem instanceof Away;
        state.signedOut = problem instanceof SignedOut;
        if (problem instanceof Away || problem instanceof SignedOut || problem instanceof store.Locked) break;
        throw problem;
      }
    }
    return sent;
  }

  // One window sends at a time.
  async function send() {
    clearTimeout(timer);
    if (!store.possible || !state.me) return;
    let sent = 0;
    try {
      await navigator.locks.request("footbridge-waiting", { ifAvailable: true }, async (held) => {
        if (held) sent = await round();
      });
    } finally {
      news = sent ? words.sent : "";
      const { mine } = await tell();
      const still = mine.filter(goes);
      if (still.length || state.offline) {
        const soonest = Math.min(...still.map(({ made }) => made + UNDO - Date.now()).filter((wait) => wait > 0));
        timer = setTimeout(send, Math.min(soonest, TRY_AGAIN) + 50);
        if (!still.length && navigator.onLine) await ask();
      }
      if (sent) document.dispatchEvent(new CustomEvent("waiting:sent"));
    }
  }

  // ---- telling ------------------------------------------------------------------------------------
  async function tell() {
    const { mine, others } = await store.waiting();
    const refused = mine.filter(({ content }) => !content || content.why).length;
    const waits = mine.filter(goes).length;
    const doubts = mine.length - refused - waits;
    const lines = [];
    if (news) lines.push(news);
    if (waits && !(news && news !== words.sent)) lines.push(count(waits, words.one, words.many));
    if (!waits && state.offline && (state.me || !isShell)) lines.push(words.noWifi);
    if (refused) lines.push(count(refused, words.refusedOne, words.refusedMany));
    if (doubts) lines.push(count(doubts, words.doubtOne, words.doubtMany));
    if (state.signedOut && mine.length) lines.push(words.signedOut);
    for (const { name, count: n } of others) lines.push(count(n, words.ofOne, words.ofMany).replaceAll("{name}", name));
    const said = lines.map((line) => (/[.…]$/.test(line) ? line : `${line}.`)).join(" ");
    if (says.textContent !== said) says.textContent = said;
    bar.toggleAttribute("data-shown", lines.length > 0);
    list(mine);
    state.mine = mine;
    telling();
    return { mine };
  }

  function list(mine) {
    const rows = mine.map((entry) => {
      const row = bar.querySelector("[data-waiting-row]").content.cloneNode(true).firstElementChild;
      const { content, undo, doubt } = entry;
      const why = content ? (content.why ?? (doubt ? words.doubt : "")) : words.lost;
      row.querySelector("[data-what]").textContent = content?.what ?? "…";
      row.querySelector("[data-why]").textContent = undo ? words.goingBack : why;
      const isOpen = state.mending?.id === entry.id;
      const ways = { send: doubt && content, mend: content?.why && !isOpen, leave: isOpen, throw: true };
      for (const [way, isThere] of Object.entries(ways)) row.querySelector(`[data-${way}]`).hidden = !isThere;
      row.querySelector("[data-send]").addEventListener("click", () => confirm(entry));
      row.querySelector("[data-mend]").addEventListener("click", () => document.dispatchEvent(new CustomEvent("waiting:mend", { detail: entry })));
      row.querySelector("[data-leave]").addEventListener("click", () => location.assign(location.pathname));
      row.querySelector("[data-throw]").addEventListener("click", () => takeBack(entry));
      return row;
    });
    const more = bar.querySelector(".waiting-more");
    more.hidden = !rows.length;
    if (!mine.every(goes)) more.open = true;
    bar.querySelector("[data-waiting-list]").replaceChildren(...rows);
  }

  function toast(what, undo) {
    const place = document.getElementById("toasts");
    const box = bar.querySelector("[data-waiting-toast]").content.cloneNode(true).firstElementChild;
    box.querySelector("[data-what]").textContent = what;
    const button = box.querySelector("[data-undo]");
    if (undo) {
      button.addEventListener("click", () => {
        box.remove();
        undo();
      });
    } else button.remove();
    place.append(box);
    setTimeout(() => box.remove(), UNDO);
  }

  // ---- keeping and taking back ----------------------------------------------------------------------
  // `entry` is {id, kind, content, photos}; `undone` is called after Undo, to show the words again.
  // False when it could not be kept: then whoever wrote it still has it on the screen. What is saved
  // while nobody is signed in may be another's, and its owner is asked before it goes.
  async function keep(entry, undone = () => {}) {
    try {
      await store.keep({ made: Date.now(), tried: false, doubt: state.signedOut, ...entry });
    } catch (problem) {
      const full = problem?.name === "QuotaExceededError" ? words.full : words.notKept;
      toast(problem instanceof store.Locked ? words.locked : full);
      return false;
    }
    toast(words.kept.replace("{what}", entry.content.what), async () => {
      await takeBack(entry);
      undone();
    });
    await tell();
    timer = setTimeout(send, entry.hurry ? 0 : UNDO + 50);
    return true;
  }

  // What may have arrived is sent once more, to learn its name there, and undone there. A refused
  // tap may have been logged for some of its children, and a note may lie there as a draft.
  async function takeBack({ id }) {
    const entry = await store.entry(id);
    if (!entry) toast(words.arrived);
    else if (entry.kind === "care" && entry.tried && goes(entry)) await store.change(entry, { undo: true });
    else {
      await store.remove(id);
      const partly = entry.kind === "note" ? words.thrownNote : words.thrown;
      toast((entry.tried ? partly : words.takenBack).replace("{what}", entry.content?.what ?? "…"));
    }
    await tell();
  }

  // "It was me."
  async function confirm(entry) {
    if (!(await ask())) return toast(words.needs);
    await store.change(entry, { doubt: false, hurry: true });
    await send();
  }

  // Signed out on this tablet while there was no connection, or in another window this moment: now for
  // the server too. Until it has answered, nothing of the page is to be seen.
  async function signOut() {
    if (localStorage.getItem(SIGN_OUT) !== words.who) return location.assign(words.board); // signed in again
    for (const element of bar.parentElement.children) element.hidden = element !== bar;
    if (await ask()) await post(words.signOut, []).catch(() => {});
    const isOut = !(await ask()) && state.signedOut;
    state.me = null;
    await store.lock();
    if (isOut) return location.assign(words.signIn);
    says.textContent = words.leaving;
    bar.toggleAttribute("data-shown", true);
    setTimeout(signOut, TRY_AGAIN);
  }

  // ---- beginning ------------------------------------------------------------------------------------
  async function begin() {
    if (!bar || !store.possible) return;
    state.me = await store.whose();
    if (words.who) {
      if (localStorage.getItem(SIGN_OUT) === words.who) return signOut();
      localStorage.removeItem(SIGN_OUT);
      if (state.me?.who !== words.who) {
        if (state.me) await store.lock();
        state.me = null;
        await ask();
      } else await store.touch();
      for (const scope of ["/today/", "/observations/"]) {
        navigator.serviceWorker?.register(words.worker, { scope, updateViaCache: "none" }).catch(() => {});
      }
    }
    await tell();
    await send();
  }

  // Somebody has signed out in another window, or signed in: this page is nobody's now.
  store.listen(() => {
    if (!state.me) return;
    state.me = null;
    location.assign(words.board);
  });
  addEventListener("online", send);
  addEventListener("offline", () => {
    state.offline = true;
    if (state.me) {
      tell();
      timer = setTimeout(send, TRY_AGAIN);
    }
  });
  document.addEventListener("visibilitychange", () => document.hidden || send());

  return { state, store, words, bar, isShell, begin, keep, send, ask, tell, toast, posted, goes, SIGN_OUT, now, clock, day, local, count, listen: (listener) => listeners.push(listener) };
})();
