// Advice beside the words of an observation comes with every save of the open page, and a button
// under it ticks the box it names. Without this file the advice stands there after a whole save.
"use strict";

(() => {
  const form = document.getElementById("observe");
  const place = document.getElementById("hints");
  if (!form || !place) return;
  let waiting = null; // advice that came while somebody was on one of the buttons

  const boxOf = (button) =>
    form.querySelector(`input[name="${button.dataset.tick}"][value="${CSS.escape(button.dataset.tickValue)}"]`);

  function arrive() {
    for (const offered of place.querySelectorAll("[data-offered]")) offered.hidden = false;
  }

  function show(html) {
    if (place.contains(document.activeElement)) {
      waiting = html;
      return;
    }
    waiting = null;
    if (place.innerHTML !== html) place.innerHTML = html; // our own, escaped by the server
    arrive();
  }

  // Earlier observations to go on from: of the children who are chosen now.
  const grewFrom = form.querySelector("[data-grew-from]");
  function offer(html) {
    if (grewFrom.contains(document.activeElement)) return; // with the next save, then
    const chosen = grewFrom.querySelector("select")?.value;
    grewFrom.innerHTML = html; // our own, escaped by the server
    const field = grewFrom.querySelector("select");
    if (field && Array.from(field.options, (option) => option.value).includes(chosen)) field.value = chosen;
  }

  form.addEventListener("draft:kept", ({ detail }) => {
    show(detail.hints ?? "");
    if (detail.grew_from !== undefined) offer(detail.grew_from);
  });
  place.addEventListener("focusout", () => {
    setTimeout(() => waiting !== null && show(waiting), 0);
  });
  place.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tick]");
    const box = button && boxOf(button);
    if (!box) return;
    box.checked = !box.checked;
    button.setAttribute("aria-pressed", String(box.checked));
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  arrive();
})();
