// What was refused is looked at and mended: it goes back into the form that it came from, on the
// board or as an observation, and is out of the queue when that form is saved. "Leave it" opens the
// page anew.
"use strict";

const waitingMending = (() => {
  const { state, store, words, bar, isShell, ask, tell, toast, clock } = waitingQueue;
  const board = () => document.getElementById("board");
  const note = () => document.getElementById("observe");

  // Is this request, as htmx describes it, that of the form which is being mended? Everything else
  // on the board is a tap of its own.
  function mends({ path, formData }) {
    const { mending } = state;
    if (!mending?.key || formData.get("key") !== mending.key) return false;
    return new URL(path, location.href).pathname === mending.content.to;
  }

  async function mended() {
    const { id } = state.mending;
    state.mending = null;
    await store.remove(id);
    await tell();
  }

  const draftOf = ({ fields }) => fields.find(([name]) => name === "observation")?.[1];
  const pageOf = (draft) => words.write.replace("new", `${draft}/edit`);

  document.addEventListener("waiting:mend", async ({ detail: { id } }) => {
    if (!(await ask())) return toast(words.needs);
    const entry = await store.entry(id);
    if (!entry?.content?.why) return tell();
    const { kind, content } = entry;
    const draft = kind === "note" && draftOf(content);
    if (draft && !content.photos.length) {
      await store.remove(id); // all of it is in the draft
      return location.assign(pageOf(draft));
    }
    const room = content.to?.split("/").slice(0, 3).join("/") + "/";
    const page = kind === "care" ? room : draft ? pageOf(draft) : words.write;
    if (location.pathname !== page || isShell) return location.assign(`${page}#mend-${id}`);
    await mend(entry);
  });

  async function mend(entry) {
    if (entry.kind === "care") await mendTap(entry);
    else await mendNote(entry);
    await tell();
  }

  // Into the form: all of it; or only the photographs, if the draft is on this page already. Those
  // go at once (observation.js), which says what is wrong with them if they cannot.
  async function mendNote(entry) {
    const { id, content } = entry;
    const files = (await Promise.all(content.photos.map((photo) => store.photo(entry, photo)))).filter(Boolean);
    if (draftOf(content)) {
      putFiles(note(), files);
      note().elements.photos.dispatchEvent(new Event("change", { bubbles: true }));
    } else fillIn(note(), entry, files);
    state.mending = { id, content };
  }

  function fillIn(form, { content }, files) {
    const given = new Map();
    for (const [name, value] of content.fields) given.set(name, [...(given.get(name) ?? []), value]);
    for (const field of form.querySelectorAll("[name]")) {
      const values = given.get(field.name);
      if (["csrfmiddlewaretoken", "photos", "then"].includes(field.name)) continue;
      if (field.type === "checkbox") field.checked = values?.includes(field.value) ?? false;
      else if (values) field.value = values[0];
    }
    putFiles(form, files);
    form.querySelector("textarea").focus();
  }

  function putFiles(form, files) {
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    form.elements.photos.files = chosen.files;
  }

  // Ask once more, and show what the board answers: the form as it was filled in, with what is wrong.
  async function mendTap({ id, content }) {
    const { to, fields } = content;
    let answer;
    try {
      answer = await waitingQueue.posted(to, fields, { headers: { "HX-Request": "true" } });
    } catch {
      return toast(words.failed);
    }
    if (answer.status !== 200 && answer.status !== 422) return toast(words.gone);
    const said = Object.fromEntries(fields);
    htmx.swap("#board", await answer.text(), { swapStyle: "outerHTML" });
    const same = board().querySelector(`.stopped [name=batch][value="${CSS.escape(said.batch ?? "")}"]`);
    const form = same?.form ?? document.getElementById("care");
    state.mending = { id, content: { ...content, tapped: said.tapped }, key: form.elements.key.value };
    if (answer.ok) return mended();
    const at = document.getElementById("id_at");
    if (at && !at.value) at.value = clock(said.tapped); // so that one sees what will be logged
  }

  async function fromAddress() {
    const id = location.hash.startsWith("#mend-") && location.hash.slice(6);
    if (!id || isShell || !bar) return;
    history.replaceState(null, "", location.pathname + location.search);
    const entry = await store.entry(id);
    if (!entry?.content?.why || !(await ask())) return;
    if (entry.kind === "care" ? board() : note()) await mend(entry);
  }

  return { mends, mended, fillIn, fromAddress };
})();
