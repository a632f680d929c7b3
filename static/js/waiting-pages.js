// Where the queue of waiting.js meets the pages: the board and the form of an observation hand over
// what cannot be sent, the last board is kept, and put into the page of nobody when it opens.
"use strict";

const waitingPages = (() => {
  const { state, store, words, bar, isShell, keep, ask, goes, toast, now, clock, day, local, count } = waitingQueue;
  const { mends, mended, fillIn } = waitingMending;
  if (!bar || !store.possible) return null;
  const PATIENCE = 10000; // for an answer to a tap
  const AWAY = [502, 503, 504, 429];
  const board = () => document.getElementById("board");
  const note = () => document.getElementById("observe");
  const one = (root, selector) => root.querySelector(selector);
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));
  const text = (element) => element?.textContent.trim().replace(/\s+/g, " ") ?? "";

  // ---- the board: taps -----------------------------------------------------------------------------
  const isTap = (element) => Boolean(state.me && board()?.contains(element) && element.matches("form, form *"));
  const handed = new WeakSet(); // requests that wait instead

  function chosen(fields) {
    const ids = fields.filter(([name]) => name === "child").map(([, value]) => value);
    return ids.map((id) => one(board(), `.seat [name=child][value="${CSS.escape(id)}"]`)?.closest(".seat")).filter(Boolean);
  }

  // Of those who are chosen, who must not eat this meal: "Idris: not this lunch: eggs".
  function stopped(fields, kind) {
    const lines = chosen(fields).map((seat) => one(board(), `[data-for-child="${CSS.escape(one(seat, "[name=child]").value)}"]`));
    return lines.filter((line) => line && one(line, `.clash-${CSS.escape(kind)}`)).map((line) => `${text(one(line, "b"))}: ${text(one(line, `.clash-${CSS.escape(kind)} strong`))}`);
  }

  // What happened, how much, when; and for whom.
  function inWords(form, fields, submitter) {
    const values = Object.fromEntries(fields);
    const time = values.at || clock(values.tapped);
    if (form.id !== "care") {
      const what = submitter?.form?.id === "wake" ? text(submitter) : text(one(form, "h2, button:not([type=button])"));
      return { what: `${what}, ${time}`, short: `${time}` };
    }
    const answers = all(form, ".care-part input:checked").filter((input) => input.closest("fieldset").getClientRects().length);
    const said = [text(one(form, "[name=kind]:checked ~ span")), ...answers.map((input) => text(input.closest("label")))];
    for (const name of ["ml", "degrees", "words"]) {
      const field = form.elements[name];
      if (field?.value && field.getClientRects().length) said.push(field.value);
    }
    said.push(time);
    const names = chosen(fields).map((seat) => text(one(seat, ".tile-name")));
    const stops = stopped(fields, values.kind).map((line) => words.stops.replace("{what}", line));
    return { what: [said.filter(Boolean).join(", "), names.join(", "), ...stops].join(" · "), short: said.filter(Boolean).join(", ") };
  }

  async function keepTap(asked) {
    const { elt, path, formData, triggeringEvent } = asked;
    const fields = Array.from(formData.entries()).filter(([name]) => name !== "csrfmiddlewaretoken");
    const form = elt.closest("form");
    const { what, short } = inWords(form, fields, triggeringEvent?.submitter);
    const woken = form.id === "wake" && triggeringEvent?.submitter?.closest(".seat");
    const children = (woken ? [woken] : chosen(fields)).map((seat) => one(seat, "[name=child]").value);
    const isMended = mends(asked);
    const to = new URL(path, location.href).pathname;
    if (!(await keep({ id: crypto.randomUUID(), kind: "care", content: { to, fields, what, short, children } }))) return;
    if (isMended) await mended();
    if (woken) form.elements.key.value = crypto.randomUUID();
    else {
      form.closest(".stopped")?.remove(); // its answer waits here now
      fresh();
    }
  }

  // The board after a tap that waits: nobody chosen, nothing typed, and a new key.
  function fresh() {
    for (const form of all(board(), "form")) {
      delete form.dataset.sent;
      if (form.elements.key) form.elements.key.value = crypto.randomUUID();
    }
    for (const box of all(board(), ".seat [name=child]:checked")) box.checked = false;
    for (const name of ["at", "until", "words", "ml", "degrees", "called_at"]) {
      const field = document.getElementById(`id_${name}`);
      if (field) field.value = "";
    }
    const face = one(board(), ".seat [name=child]");
    face?.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "post" || !isTap(detail.elt)) return;
    // the same words, if they must be sent again: the moment is said here and not on arrival
    if (!detail.parameters.tapped) detail.parameters.tapped = (mends(detail) && state.mending.content.tapped) || now().toISOString();
    detail.timeout = PATIENCE;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { requestConfig: asked } = event.detail;
    if (asked.verb !== "post" || !isTap(asked.elt) || !(isShell || !navigator.onLine)) return;
    event.preventDefault();
    keepTap(asked);
  });
  for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(kind, ({ detail }) => {
      const { requestConfig: asked, xhr } = detail;
      // 403: an old token, because the session ended or somebody else signed in
      if (kind === "htmx:responseError" && ![...AWAY, 403].includes(xhr.status)) return;
      if (asked.verb !== "post" || !isTap(asked.elt) || handed.has(xhr)) return;
      handed.add(xhr);
      if (xhr.status === 403) keepUnsure(asked);
      else {
        state.offline = true;
        keepTap(asked);
      }
    });
  }
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { requestConfig: asked, xhr } = event.detail;
    if (asked.verb !== "post" || !isTap(asked.elt)) return;
    const away = xhr.getResponseHeader("HX-Redirect") ?? (xhr.getResponseHeader("HX-Retarget") && words.signIn);
    if (away) {
      event.preventDefault(); // the session is over: the tap waits for the next
      keepUnsure(asked).then(() => location.assign(`${words.signIn}?next=${encodeURIComponent(location.pathname)}`));
    } else if (xhr.status === 200 && mends(asked)) mended();
  });

  // Sent away: first learn whether we are still signed in. If not, or if nobody says, whoever tapped
  // may be another than the person of this page.
  async function keepUnsure(asked) {
    if (!(await ask())) state.signedOut = true;
    await keepTap(asked);
  }

  // ---- the board: what waits, on the faces ---------------------------------------------------------
  function mark() {
    if (!board()) return;
    for (const old of all(board(), "[data-waits]")) old.remove();
    for (const { content, kind } of state.mine ?? []) {
      if (kind !== "care" || !content) continue;
      for (const id of content.children) {
        const seat = one(board(), `.seat [name=child][value="${CSS.escape(id)}"]`)?.closest(".seat");
        if (!seat) continue;
        const sign = one(bar, "[data-waiting-seat]").content.cloneNode(true).firstElementChild;
        one(sign, "[data-what]").textContent = words.waits.replace("{what}", content.short);
        seat.insertBefore(sign, one(seat, ".seat-last"));
      }
    }
  }
  waitingQueue.listen(mark);

  // ---- the board: kept for the moment without connection ---------------------------------------------
  // As little as the next taps need. Allergies stay: they must be seen before a meal is logged. What
  // homes told, who collects, faces and links go.
  const NOT_KEPT = ".mornings, .going-home, .stopped, .error-summary, .seat-notice, [data-waits], [name=csrfmiddlewaretoken], .toasts, img, [data-live-only]";
  async function keepBoard() {
    if (isShell || !state.me || !board() || !one(board(), ".seat")) return;
    const copy = board().cloneNode(true);
    for (const face of all(copy, ".tile .avatar:has(img)")) {
      face.textContent = text(one(face.closest("label"), ".tile-name")).slice(0, 1);
      face.setAttribute("aria-hidden", "true");
    }
    for (const each of all(copy, NOT_KEPT)) each.remove();
    for (const link of all(copy, "a[href]:not([href^='#'])")) link.removeAttribute("href");
    for (const box of all(copy, "[checked]:not([name=kind])")) box.removeAttribute("checked");
    await store.keepBoard({
      html: copy.outerHTML,
      room: text(one(document, "h1")),
      path: location.pathname,
      at: now().getTime(),
    });
  }
  document.addEventListener("htmx:load", ({ target }) => {
    if (target.id !== "board") return;
    mark();
    keepBoard();
  });
  document.addEventListener("waiting:sent", () => {
    const root = board();
    if (isShell) backAgain();
    else if (root && !one(root, ".seat [name=child]:checked, .stopped [name=instead]:checked")) {
      htmx.ajax("GET", root.dataset.refresh, { target: "#board", swap: "outerHTML show:none" });
    }
  });

  // ---- the page of nobody ----------------------------------------------------------------------------
  function show(element) {
    one(document, "[data-shell]").replaceChildren(element);
    htmx.process(element);
    element.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: element } }));
  }

  async function fillShell() {
    const shell = one(document, "[data-shell]");
    const sayIt = (said) => {
      one(shell, "[data-shell-says]").textContent = said;
    };
    const kept = await store.lastBoard();
    if (!state.me) return sayIt(shell.dataset.locked);
    if (!kept || day(kept.at) !== day(now())) return sayIt(shell.dataset.nothing);
    const { pathname } = location;
    const saved = new DOMParser().parseFromString(kept.html, "text/html").body.firstElementChild;
    if (pathname === words.write) return fillNote(saved);
    one(document, "[data-shell-board]").hidden = pathname === words.board || pathname === kept.path;
    if (pathname !== words.board && pathname !== kept.path) return sayIt(shell.dataset.elsewhere);
    one(document, "[data-shell-write]").hidden = false;
    one(document, "[data-shell-title]").textContent = kept.room;
    const when = document.createElement("p");
    when.className = "soft";
    when.textContent = words.ofTime.replace("{time}", clock(kept.at));
    const element = document.adoptNode(saved);
    show(element);
    element.before(when);
    fresh();
    mark();
  }

  function fillNote(saved) {
    one(document, "[data-shell-board]").hidden = false;
    one(document, "[data-shell-title]").textContent = text(one(document, "[data-shell-write]"));
    const form = one(document, "[data-shell-note]").content.cloneNode(true).firstElementChild;
    for (const tile of all(saved, ".tile")) {
      const choice = one(document, "[data-shell-child]").content.cloneNode(true).firstElementChild;
      one(choice, "input").value = one(tile, "[name=child]").value;
      one(choice, "[data-what]").textContent = text(one(tile, ".tile-name"));
      one(form, "[data-shell-children]").append(choice);
    }
    show(form);
    freshNote(form);
  }

  // The connection is back: open the page as it is now, unless somebody is in the middle of it.
  async function backAgain() {
    const busy = all(document, "[data-shell] [name=child]:checked, [data-shell] textarea").some((each) => each.checked || each.value);
    const waits = (await store.waiting()).mine.some(goes);
    if (!busy && !waits && !state.offline) location.reload();
  }
  if (isShell) {
    setInterval(async () => {
      if (document.hidden || !navigator.onLine) return;
      if (state.me) {
        if (await ask()) await backAgain();
      } else {
        const answer = await fetch(words.key, { redirect: "manual", cache: "no-store" }).catch(() => null);
        if (answer && answer.status < 500) location.reload();
      }
    }, 8000);
  }

  // ---- observations ------------------------------------------------------------------------------------
  function freshNote(form) {
    form.reset();
    for (const box of all(form, "[name=child]")) box.checked = false;
    for (const field of all(form, "textarea, input[type=text]")) field.value = "";
    for (const name of ["key", "page"]) form.elements[name].value = crypto.randomUUID();
    for (const name of ["observation", "version", "beside"]) if (form.elements[name]) form.elements[name].value = "";
    form.elements.happened_at.value = local(now()).slice(0, 16).replace(" ", "T");
    form.elements.photos.dispatchEvent(new Event("change", { bubbles: true }));
    const sent = document.getElementById("photos");
    if (sent) sent.replaceChildren();
  }

  async function keepNote(form, then) {
    const fields = Array.from(new FormData(form)).filter(([name]) => !["csrfmiddlewaretoken", "photos", "then"].includes(name));
    const files = Array.from(form.elements.photos.files);
    const { mending } = state;
    if (!one(form, "textarea").value.trim() && !files.length && !mending) return form.elements.words.focus();
    const names = all(form, "[name=child]:checked").map((box) => text(box.closest("label")?.querySelector("span[dir]")));
    const pictures = files.length ? [count(files.length, words.photosOne, words.photosMany)] : [];
    const what = [then === "share" ? words.share : words.draft, ...pictures, clock(now())].join(", ");
    const entry = {
      id: mending?.id ?? crypto.randomUUID(),
      kind: "note",
      hurry: Boolean(mending),
      content: { fields, then, what: names.length ? `${what} · ${names.join(", ")}` : what },
      photos: files.map((file) => ({ id: crypto.randomUUID(), name: file.name, type: file.type, file })),
    };
    if (!(await keep(entry, () => fillIn(form, entry, files)))) return;
    state.mending = null;
    if (isShell || location.pathname === words.write) freshNote(form);
    else location.assign(words.write); // from the page of its draft
  }

  const passed = new WeakSet();
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      if (form !== note() || !state.me || passed.has(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      const then = submitter?.value || "save";
      const isWhole = then === "save" || then === "share"; // and not about one photograph
      if (!isShell && !state.mending && (await reachable())) {
        passed.add(form);
        form.requestSubmit(submitter);
        setTimeout(() => passed.delete(form));
      } else if (isWhole) await keepNote(form, then);
      else toast(words.needs);
    },
    true,
  );

  async function reachable() {
    return navigator.onLine && (await ask());
  }

  // the pages wait for the queue to know whose tablet this is
  (async () => {
    if (isShell) {
      state.me = await store.whose();
      if (state.me) await fillShell();
      else one(document, "[data-shell-says]").textContent = one(document, "[data-shell]").dataset.locked;
    }
    await waitingQueue.begin();
    await keepBoard();
    mark();
    await waitingMending.fromAddress();
  })();

  return { note, keepNote };
})();
