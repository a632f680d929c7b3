// On the way in nobody is signed in: what a tablet kept for the last person is locked.
"use strict";

if (waitingStore.possible) waitingStore.lock();
// The mark of who has left is done with when this page is left, to sign in, and not before: another
// window may still open a page of theirs. Only the mark that was there when this page came: a later one
// is of a sign-out that the server may not know of.
{
  const MARK = "waiting-sign-out";
  let isOurs = localStorage.getItem(MARK) !== null;
  addEventListener("storage", ({ key }) => {
    if (key === MARK || key === null) isOurs = false;
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) isOurs = false;
  });
  addEventListener("pagehide", () => {
    if (isOurs) localStorage.removeItem(MARK);
  });
}
