// On the way in nobody is signed in: what a tablet kept for the last person is locked.
"use strict";

if (waitingStore.possible) waitingStore.lock();
// Only when this page is left, to sign in: another window may still open a page of who has gone.
addEventListener("pagehide", () => localStorage.removeItem("waiting-sign-out"));
