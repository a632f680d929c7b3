// On the way in nobody is signed in: what a tablet kept for the last person is locked.
"use strict";

if (waitingStore.possible) waitingStore.lock();
localStorage.removeItem("waiting-sign-out");
