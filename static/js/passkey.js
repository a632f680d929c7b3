// Passkeys in words: what could not be done is said beside the button, and where a browser knows no
// passkeys (or the address is a bare number, which passkeys refuse) the button goes away.
"use strict";

const forms = document.querySelectorAll("[data-passkey]");
const numeric = /^[\d.]+$|:/.test(location.hostname);

for (const form of forms) {
  if (!window.PublicKeyCredential || numeric) {
    for (const button of form.querySelectorAll("button")) button.hidden = true;
    for (const words of form.querySelectorAll("[data-passkey-unknown]")) words.hidden = false;
  }
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-trouble]")) words.hidden = false;
});
