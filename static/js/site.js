// Small improvements. Every page works without this file; nothing here knows an app.
// Each block finds its elements by a data- attribute, described in docs/design.md.
"use strict";

document.documentElement.classList.add("js");

const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const fill = (words, n) => words.replace("{n}", n);

// ---- on arrival, and again for whatever htmx brings -------------------------------------------
function improve(root) {
  // an error summary takes the focus, so that screen readers hear it and the keyboard starts there
  const summary = root.querySelector("[data-takes-focus]");
  if (summary) summary.focus();

  // letters left, said aloud only when there are few
  for (const words of all("[data-count-for]", root)) {
    const field = document.getElementById(words.dataset.countFor);
    const most = Number(words.dataset.countMost); // no maxlength: it would cut off pasted text
    if (!field || !most) continue;
    const count = () => {
      const left = most - field.value.length;
      words.hidden = left > most / 4;
      words.textContent = fill(left < 0 ? words.dataset.countOver : words.dataset.countLeft, Math.abs(left));
      words.setAttribute("aria-live", left < 20 ? "polite" : "off");
    };
    field.addEventListener("input", count);
    count();
  }

  // the photographs one has just chosen, before they travel
  for (const place of all("[data-previews-for]", root)) {
    const field = document.getElementById(place.dataset.previewsFor);
    if (!field) continue;
    field.addEventListener("change", () => {
      for (const image of all("img", place)) URL.revokeObjectURL(image.src);
      place.replaceChildren(
        ...Array.from(field.files, (file, index) => {
          const image = new Image(96, 96);
          image.alt = `${place.dataset.previewWords} ${index + 1}`;
          image.onerror = () => image.remove(); // a kind the browser cannot show; the server can
          image.src = URL.createObjectURL(file);
          return image;
        }),
      );
    });
  }

  // boards: how many are chosen, and choose all
  for (const board of all("[data-board]", root)) {
    const boxes = () => all("input[type=checkbox][name]", board).filter((box) => !box.disabled);
    const tell = () => {
      const chosen = boxes().filter((box) => box.checked).length;
      for (const words of all("[data-board-count]", board)) {
        const { none, one, many } = words.dataset;
        words.textContent = chosen === 0 ? none : chosen === 1 ? one : fill(many, chosen);
      }
      for (const button of all("[data-choose-all]", board)) {
        button.textContent = chosen === boxes().length ? button.dataset.nobody : button.dataset.everybody;
      }
    };
    board.addEventListener("change", tell);
    board.addEventListener("click", (event) => {
      if (!event.target.closest("[data-choose-all]")) return;
      const list = boxes();
      const choose = list.some((box) => !box.checked);
      for (const box of list) box.checked = choose;
      tell();
    });
    tell();
  }

  for (const toast of all("[data-toast]", root)) rest(toast);
}

// ---- toasts: news leaves by itself after a while; what can be undone stays until it is closed ----
function rest(toast) {
  if (toast.querySelector("[data-undo]") || toast.classList.contains("toast-error")) return;
  let timer;
  const go = () => {
    timer = setTimeout(() => toast.remove(), 12000);
  };
  const wait = () => clearTimeout(timer);
  for (const kind of ["pointerenter", "focusin"]) toast.addEventListener(kind, wait);
  for (const kind of ["pointerleave", "focusout"]) toast.addEventListener(kind, go);
  go();
}

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-close-toast]");
  if (close) close.closest("[data-toast]").remove();
});

// ---- a form goes once: a second press while the first is on its way does nothing ----------------
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 8000);
});
addEventListener("pageshow", () => {
  for (const form of all("[data-sent]")) delete form.dataset.sent;
});

// ---- drafts: <form data-autosave="/address/"> posts itself two seconds after the last letter ------
// The server answers with JSON {"said": "Saved 16:10"}. Shown in the form's [data-autosave-says].
function draft(form) {
  let timer;
  let busy = false;
  let again = false;
  const says = form.querySelector("[data-autosave-says]");
  const say = (words) => {
    if (says) says.textContent = words;
  };
  const save = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const body = new FormData(form);
    for (const field of all("input[type=file]", form)) body.delete(field.name);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
      });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const answered = await answer.json();
      const { said, fields = {} } = answered;
      const same = form.elements.key?.value === (body.get("key") ?? undefined); // or it was emptied
      for (const [name, value] of same ? Object.entries(fields) : []) {
        if (form.elements[name]) form.elements[name].value = value; // the draft's id and version
      }
      say(said);
      form.dispatchEvent(new CustomEvent("draft:kept", { detail: answered }));
    } catch {
      say(says?.dataset.notYet ?? "");
      timer = setTimeout(save, 5000);
    }
    busy = false;
    if (again) {
      again = false;
      save();
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

// ---- words that are kept nowhere yet: leaving a half-written form asks first ---------------------
// Not on pages that save themselves. In a form that was refused everything typed is unsaved.
const onTheirWay = new WeakSet();
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) onTheirWay.add(event.target);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) onTheirWay.delete(form);
});
addEventListener("beforeunload", (event) => {
  const unsaved = all("form[method=post]:not([data-autosave]) textarea").some((field) => {
    const refused = field.form.querySelector(".error-summary, .field-error");
    const kept = refused ? "" : field.defaultValue;
    return !onTheirWay.has(field.form) && field.value.trim() !== kept.trim();
  });
  if (unsaved) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

function arrive(root) {
  improve(root);
  for (const form of all("[data-autosave]", root)) draft(form);
}

arrive(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) arrive(event.target);
});
// an answer of 4xx with a form in it is shown: nothing typed is lost
document.addEventListener("htmx:beforeSwap", (event) => {
  const status = event.detail.xhr.status;
  if (status === 409 || status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
