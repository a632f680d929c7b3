// The board of a room: says how many a tap is for, shows the allergies of those who are chosen, and
// brings the board up to date when the tablet is woken. The page works without it.
"use strict";

(() => {
  const STALE = 60000; // milliseconds after which a board that nobody touched is fetched anew
  let fetched = Date.now();

  const board = () => document.getElementById("board");
  const chosen = (root) => root.querySelectorAll(".seat [name=child]:checked");

  function tell(root) {
    const ids = Array.from(chosen(root), (box) => box.value);
    for (const button of root.querySelectorAll("[data-save]")) {
      const { none, one, many } = button.dataset;
      button.textContent = ids.length === 0 ? none : ids.length === 1 ? one : many.replace("{n}", ids.length);
    }
    // with nobody chosen all are shown: the list is also a reminder
    const listed = Array.from(root.querySelectorAll("[data-for-child]"));
    for (const line of listed) line.hidden = ids.length > 0 && !ids.includes(line.dataset.forChild);
    for (const box of root.querySelectorAll(".care-allergies")) {
      box.hidden = listed.length > 0 && listed.every((line) => line.hidden);
    }
  }

  function untouched(root) {
    if (root.querySelector(".stopped [name=instead]:checked")) return false; // half answered
    return chosen(root).length === 0 && !root.contains(document.activeElement) && !root.querySelector("#id_words")?.value;
  }

  function refresh() {
    const root = board();
    if (!root || document.hidden || Date.now() - fetched < STALE || !untouched(root)) return;
    fetched = Date.now();
    htmx.ajax("GET", root.dataset.refresh, { target: "#board", swap: "outerHTML show:none" });
  }

  function arrive() {
    const root = board();
    if (!root) return;
    fetched = Date.now();
    tell(root);
    root.addEventListener("change", () => tell(root));
    // "Choose everybody" is worked by site.js, which hears the click after us
    root.addEventListener("click", () => setTimeout(() => tell(root)));
  }

  // a number written by hand replaces the button that was pressed before, and the other way round
  document.addEventListener("input", ({ target }) => {
    if (target.id === "id_ml") {
      for (const button of document.querySelectorAll("[name=ml_button]:checked")) button.checked = false;
    } else if (target.name === "ml_button") {
      document.getElementById("id_ml").value = "";
    }
  });

  arrive();
  document.addEventListener("htmx:load", (event) => {
    if (event.target.id === "board") arrive();
  });
  document.addEventListener("visibilitychange", refresh);
  addEventListener("pageshow", refresh);
})();
