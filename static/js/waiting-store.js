// What a tablet keeps while there is no connection, in IndexedDB, locked with the key of one person.
// The key comes from the server with a signed-in page, is kept so that no script can take it out
// again, and goes with the sign-out: then what is left can be read by nobody until that person
// signs in here again. In clear lie only when something was kept, of which kind, and the name of
// the member of staff it waits for. docs/decisions says what this protects from and what not.
"use strict";

const waitingStore = (() => {
  const NAME = "footbridge-waiting";
  const STORES = { keys: "who", entries: "id", photos: "id", boards: "who" };
  let opening = null;
  let unlocked = null; // {who, name, key, idle}: this page's copy
  const listeners = []; // told when another page has taken our key away

  class Locked extends Error {} // there is no key of this page's person on the tablet any more

  const possible = Boolean(globalThis.isSecureContext && globalThis.indexedDB && globalThis.crypto?.subtle);

  function open() {
    opening ??= new Promise((done, give) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        for (const [store, keyPath] of Object.entries(STORES)) request.result.createObjectStore(store, { keyPath });
      };
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = () => (opening = null); // the browser took it away: ask for it anew
        database.onversionchange = () => {
          database.close();
          opening = null;
        };
        done(database);
      };
      request.onerror = () => give(request.error);
    });
    opening.catch(() => (opening = null));
    return opening;
  }

  // One transaction over these stores; `work` gets them by name and returns a request, or nothing.
  async function inside(names, mode, work) {
    const database = await open();
    return new Promise((done, give) => {
      const transaction = database.transaction(names, mode);
      const request = work(...names.map((name) => transaction.objectStore(name)));
      transaction.oncomplete = () => done(request?.result);
      transaction.onabort = () => give(transaction.error ?? new Error("aborted")); // every error ends here
    });
  }

  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

  // ---- the other pages of this browser ---------------------------------------------------------
  // A page keeps a copy of the key. Whenever the key on the tablet changes hands, the others hear
  // whose it is now, and drop theirs.
  const others = possible && new BroadcastChannel(NAME);
  if (others) {
    others.onmessage = ({ data: who }) => {
      if (!unlocked || unlocked.who === who) return;
      unlocked = null;
      for (const listener of listeners) listener();
    };
  }

  // ---- the key of whoever is signed in ---------------------------------------------------------
  // Takes what the server said and makes a key of it that can lock and unlock and nothing else.
  async function unlock({ who, name, secret, idle }) {
    const key = await crypto.subtle.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
    unlocked = { who, name, key, idle };
    await inside(["keys", "boards"], "readwrite", (keys, boards) => {
      keys.clear(); // one person at a time
      keys.put({ ...unlocked, touched: Date.now() });
      return dropBoards(boards, who);
    });
    others.postMessage(who);
    return unlocked;
  }

  function dropBoards(boards, except) {
    boards.openCursor().onsuccess = ({ target }) => {
      const cursor = target.result;
      if (!cursor) return;
      if (cursor.key !== except) cursor.delete();
      cursor.continue();
    };
  }

  // Whose key is here; null when there is none, or when the tablet was not touched for too long.
  async function whose() {
    const [kept] = await inside(["keys"], "readonly", (keys) => keys.getAll());
    if (kept && Date.now() - kept.touched > kept.idle) {
      await lock();
      return null;
    }
    unlocked = kept ?? null;
    return unlocked;
  }

  // Signed out: nothing that is kept can be read any more. What waits goes on waiting.
  async function lock() {
    unlocked = null;
    await inside(["keys", "boards"], "readwrite", (keys, boards) => {
      keys.clear();
      boards.clear();
    });
    others.postMessage(null);
  }

  // When somebody last touched any page of this tablet; never, if nobody's key is here.
  async function touched() {
    const [kept] = await inside(["keys"], "readonly", (keys) => keys.getAll());
    return kept?.touched ?? 0;
  }

  async function touch() {
    await inside(["keys"], "readwrite", (keys) => {
      keys.openCursor().onsuccess = ({ target }) => {
        if (target.result) target.result.update({ ...target.result.value, touched: Date.now() });
      };
    });
  }

  // ---- locking ---------------------------------------------------------------------------------
  // `label` says what this is and is bound to it: one locked thing cannot stand in for another.
  // The tablet's key is looked at each time: a page that missed a sign-out locks nothing more in the
  // name of who has left.
  async function seal(label, content) {
    const ours = unlocked;
    if (!ours || !(await inside(["keys"], "readonly", (keys) => keys.getKey(ours.who)))) throw new Locked();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = new TextEncoder().encode(`${ours.who} ${label}`);
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, ours.key, content) };
  }

  async function unseal(label, { iv, data }) {
    const additionalData = new TextEncoder().encode(`${unlocked.who} ${label}`);
    return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, unlocked.key, data);
  }

  const toBytes = (value) => new TextEncoder().encode(JSON.stringify(value));
  const fromBytes = (buffer) => JSON.parse(new TextDecoder().decode(buffer));

  // ---- what waits --------------------------------------------------------------------------------
  // An entry: {id, kind, made, tried, content, photos: [{id, name, type, file}]}. All is written in
  // one transaction, so that words never wait without their photographs; an entry of the same id
  // makes room for it.
  async function keep(entry) {
    navigator.storage?.persist?.(); // not to be cleared away by the browser when the disk fills
    const { content, photos = [], ...open } = entry;
    const { who, name } = unlocked ?? {};
    const names = photos.map(({ id, name, type }) => ({ id, name, type }));
    const sealed = await seal(entry.id, toBytes({ ...content, photos: names }));
    const files = [];
    for (const photo of photos) {
      files.push({ id: photo.id, entry: entry.id, ...(await seal(photo.id, await photo.file.arrayBuffer())) });
    }
    await inside(["entries", "photos"], "readwrite", (entries, pictures) => {
      entries.put({ ...open, who, name, sealed });
      dropPhotos(pictures, entry.id, files);
      for (const file of files) pictures.put(file);
    });
  }

  function dropPhotos(pictures, id, except = []) {
    pictures.openCursor().onsuccess = ({ target }) => {
      const cursor = target.result;
      if (!cursor) return;
      if (cursor.value.entry === id && !except.some((file) => file.id === cursor.key)) cursor.delete();
      cursor.continue();
    };
  }

  // Change what is said of an entry in clear, and what of its content is given. Nothing happens, and
  // the answer is nothing, if it has been taken out meanwhile, here or by another page.
  async function change(entry, open, content = {}) {
    Object.assign(entry, open, { content: { ...entry.content, ...content } });
    const sealed = await seal(entry.id, toBytes(entry.content));
    return inside(["entries"], "readwrite", (entries) => {
      const asked = entries.get(entry.id);
      asked.onsuccess = () => asked.result && entries.put({ ...asked.result, ...open, sealed });
      return asked;
    });
  }

  // One entry as it stands now, with its content; null if it is gone.
  async function entry(id) {
    const row = await inside(["entries"], "readonly", (entries) => entries.get(id));
    return row && unlocked?.who === row.who ? readable(row) : null;
  }

  async function readable({ sealed, ...row }) {
    try {
      return { ...row, content: fromBytes(await unseal(row.id, sealed)) };
    } catch {
      return { ...row, content: null }; // the server's secret was changed: lost, and said so
    }
  }

  // What waits for the person whose key is here, the oldest first; and how much for others, by name.
  async function waiting() {
    const all = await inside(["entries"], "readonly", (entries) => entries.getAll());
    const mine = [];
    const theirs = new Map();
    for (const row of all.sort((one, two) => one.made - two.made)) {
      if (unlocked?.who === row.who) mine.push(await readable(row));
      else theirs.set(row.who, { name: row.name, count: (theirs.get(row.who)?.count ?? 0) + 1 });
    }
    return { mine, others: Array.from(theirs.values()) };
  }

  async function photo(entry, { id, name, type }) {
    const kept = await inside(["photos"], "readonly", (pictures) => pictures.get(id));
    return kept ? new File([await unseal(id, kept)], name, { type }) : null;
  }

  async function photoIsSent(id) {
    await inside(["photos"], "readwrite", (pictures) => {
      pictures.delete(id);
    });
  }

  async function remove(id) {
    await inside(["entries", "photos"], "readwrite", (entries, pictures) => {
      entries.delete(id);
      dropPhotos(pictures, id);
    });
  }

  // ---- the last board ------------------------------------------------------------------------------
  async function keepBoard(board) {
    if (!unlocked) return;
    const { who } = unlocked;
    const sealed = await seal("board", toBytes(board)).catch(() => null);
    if (!sealed) return; // signed out meanwhile
    await inside(["boards"], "readwrite", (boards) => {
      boards.put({ who, sealed });
    });
  }

  async function lastBoard() {
    if (!unlocked) return null;
    const kept = await inside(["boards"], "readonly", (boards) => boards.get(unlocked.who));
    return kept ? fromBytes(await unseal("board", kept.sealed)) : null;
  }

  return {
    possible,
    Locked,
    listen: (listener) => listeners.push(listener),
    unlock,
    whose,
    lock,
    touch,
    touched,
    keep,
    change,
    entry,
    waiting,
    photo,
    photoIsSent,
    remove,
    keepBoard,
    lastBoard,
  };
})();
