// Keeps one page of nobody and its files, for the moment without connection. It never keeps a page
// of a person, answers nothing but openings of pages in its scope, and asks the network first.
"use strict";

const MINE = `${new URL(registration.scope).pathname} `; // each scope has a worker, and its own cache
const VERSION = `${MINE}{{ version }}`;
const SHELL = "{% url 'learning_journals:waiting_shell' %}";
const PATIENCE = 6000; // milliseconds: a Wi-Fi that is there and does not answer is none
const AWAY = [502, 503, 504];

async function keep() {
  const cache = await caches.open(VERSION);
  const page = await fetch(SHELL, { credentials: "omit", cache: "no-store" });
  if (!page.ok) throw new Error(page.status);
  const html = await page.clone().text();
  const files = new Set(Array.from(html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g), (found) => found[1]));
  await cache.addAll(Array.from(files));
  await cache.put(SHELL, page);
}

async function kept(address) {
  return (await caches.open(VERSION)).match(address, { ignoreVary: true });
}

const patience = () => new Promise((_done, give) => setTimeout(() => give(new Error("no answer")), PATIENCE));

async function opened(request) {
  const asks = request.method === "GET";
  try {
    // a form on its way is not given up: nobody could say whether it arrived
    const answer = await (asks ? Promise.race([fetch(request), patience()]) : fetch(request));
    if (!asks || !AWAY.includes(answer.status)) return answer;
    return (await kept(SHELL)) ?? answer;
  } catch (problem) {
    const shell = await kept(SHELL);
    if (!shell) throw problem;
    return shell;
  }
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keep());
});
addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith(MINE) && name !== VERSION) await caches.delete(name);
      }
      await clients.claim();
    })(),
  );
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(opened(request));
  // fingerprinted names: what is kept cannot be stale
  else if (request.method === "GET" && pathname.startsWith("/static/")) {
    event.respondWith(kept(pathname).then((file) => file ?? fetch(request)));
  }
});
