// Writing an observation: photographs travel as soon as they are chosen, one after the other, while
// one goes on writing. Without this file they travel with the form.
"use strict";

(() => {
  const form = document.getElementById("observe");
  const input = document.getElementById("id_photos");
  if (!form || !input || !window.DataTransfer) return;

  const field = document.getElementById("photo-field");
  const news = form.querySelector("[data-photo-news]");
  const previews = form.querySelector("[data-previews-for]");
  let waiting = []; // chosen and not yet kept by the server
  let sending = false;

  const say = (words) => {
    news.textContent = words;
  };

  // The draft that the photographs belong to, made or saved now; answers with their address.
  async function address() {
    const body = new FormData(form);
    body.delete("photos");
    body.append("photos-coming", "yes");
    const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const { said, fields = {}, photos } = await answer.json();
    if (!photos) {
      say(said); // the words are too long, say: the photographs wait for the form
      return null;
    }
    if (form.elements.key.value !== body.get("key")) return null; // the form is another's by now
    for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
    form.querySelector("[data-autosave-says]").textContent = said;
    return photos;
  }

  // Show the photos of the answer; what was typed below them stays.
  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = document.adoptNode(page.getElementById("photos"));
    const old = document.getElementById("photos");
    for (const typed of old.querySelectorAll("input[name]")) {
      const same = fresh.querySelector(`[name="${typed.name}"]`);
      if (same) same.value = typed.value;
    }
    old.replaceWith(fresh);
    htmx.process(fresh);
    return fresh.querySelector(".left-out") !== null;
  }

  // What is still to come stays in the field, so that the form takes it along if we fail.
  function keep() {
    const rest = new DataTransfer();
    for (const file of waiting) rest.items.add(file);
    input.files = rest.files;
    while (previews.children.length > waiting.length) previews.firstElementChild.remove();
  }

  async function send() {
    if (sending) return;
    sending = true;
    let refused = "";
    try {
      const to = await address();
      while (to && waiting.length) {
        const { photosOne, photosMany } = field.dataset;
        say(waiting.length === 1 ? photosOne : photosMany.replace("{n}", waiting.length));
        const body = new FormData();
        body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
        body.append("photos", waiting[0]);
        const answer = await fetch(to, { method: "POST", body, headers: { "HX-Request": "true" } });
        if (!answer.ok || answer.redirected) throw new Error(answer.status);
        const before = refused;
        if (show(await answer.text())) refused = document.querySelector("#photos .left-out").innerHTML;
        if (before && refused !== before) refused = before + refused;
        waiting.shift();
        keep();
      }
      if (to) say("");
    } catch {
      say(field.dataset.photosFailed);
    }
    // a later photo that went well must not wipe away why an earlier one did not
    if (refused && !document.querySelector("#photos .left-out")) {
      const box = document.createElement("ul");
      box.className = "left-out field-error";
      box.setAttribute("role", "alert");
      box.innerHTML = refused; // our own list, escaped by the server
      document.getElementById("photos").prepend(box);
    }
    sending = false;
  }

  input.addEventListener("change", () => {
    waiting = waiting.concat(Array.from(input.files).filter((file) => !waiting.includes(file)));
    keep();
    if (waiting.length) send();
  });
  // emptied, because what stood in it waits for the connection (waiting-pages.js)
  form.addEventListener("reset", () => {
    waiting = [];
  });
})();
