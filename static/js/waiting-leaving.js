// Leaving: links that lead nowhere without connection, signing out, and the lock of a tablet that
// nobody touches.
"use strict";

(() => {
  const { state, store, words, bar, isShell, toast, SIGN_OUT } = waitingQueue;
  if (!bar || !store.possible) return;

  // Without connection a link leads to a page of the browser's; say so instead, and stay.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !state.me || !(isShell || !navigator.onLine) || event.defaultPrevented) return;
    const { origin, pathname } = new URL(link.href);
    if (origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
    if (pathname === words.board || pathname === words.write || pathname.startsWith(words.board)) return;
    event.preventDefault();
    if (pathname === "/") location.assign(words.board);
    else toast(words.needs);
  });

  // Signing out locks what is here; with something waiting it asks first.
  const leaving = new WeakSet();
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      if (!form.action.endsWith("/account/logout/") || leaving.has(form) || !state.me) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { mine } = await store.waiting();
      if (mine.length && !(await asked())) return;
      const { who } = state.me ?? {}; // another window may have been faster
      if (!navigator.onLine && who) return lockFor(who);
      // Other windows turn to the board as soon as the key is gone, and may be there before the server
      // has heard of it: what is opened in this name until then signs out as well.
      if (who) localStorage.setItem(SIGN_OUT, who);
      state.me = null;
      await store.lock();
      leaving.add(form);
      form.requestSubmit();
    },
    true,
  );

  // The server hears of it from the next page it gives; the page of nobody says the rest.
  async function lockFor(who) {
    localStorage.setItem(SIGN_OUT, who);
    state.me = null;
    await store.lock();
    location.assign(words.board);
  }

  function asked() {
    const dialog = bar.querySelector("[data-waiting-ask]");
    dialog.showModal();
    return new Promise((done) => {
      dialog.querySelector("[data-stay]").onclick = () => dialog.close();
      dialog.querySelector("[data-leave]").onclick = () => dialog.close("leave");
      dialog.onclose = () => done(dialog.returnValue === "leave");
    });
  }

  // A tablet that nobody touches, in none of its windows, locks itself and ends its session as the
  // server would. A note in the middle of being written waits as a draft first.
  let touched = Date.now();
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => {
      touched = Date.now();
    });
  }
  setInterval(async () => {
    if (!state.me) return;
    if (Date.now() - touched < 60000) return store.touch();
    if (Date.now() - Math.max(touched, await store.touched()) < state.me.idle) return;
    const { who } = state.me;
    const note = waitingPages.note();
    if (note?.querySelector("textarea").value.trim()) await waitingPages.keepNote(note, "save");
    await lockFor(who);
  }, 60000);
})();
