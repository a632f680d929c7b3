// Recording a sound on the page of an entry from home. What is recorded lands in the file field, so
// the form sends it like a chosen file; without this file that field alone is there.
"use strict";

(() => {
  const place = document.querySelector("[data-recorder]");
  const input = place?.querySelector("input[type=file]");
  if (!input || !window.DataTransfer) return;

  const part = (name) => place.querySelector(`[data-recorder-${name}]`);
  const words = place.dataset;
  const most = Number(words.mostSeconds) * 1000;
  const start = part("start");
  const stop = part("stop");
  const listen = part("listen");
  const player = listen.querySelector("audio");
  // What browsers record, the one that all of them play back first.
  const kind = ["audio/mp4", "audio/webm;codecs=opus", "audio/ogg;codecs=opus"].find((each) => window.MediaRecorder?.isTypeSupported(each));
  const canRecord = Boolean(kind && navigator.mediaDevices?.getUserMedia);
  let recorder = null;
  let send = null; // the button that was pressed while we recorded

  const say = (text) => {
    part("says").textContent = text ?? "";
  };
  const show = () => {
    const isThere = input.files.length > 0;
    start.hidden = !canRecord || isThere || recorder !== null;
    stop.hidden = recorder === null;
    listen.hidden = !isThere || recorder !== null;
    part("choose").hidden = isThere || recorder !== null;
  };

  // The chosen or recorded file, to be listened to.
  function offer() {
    URL.revokeObjectURL(player.src);
    player.removeAttribute("src");
    const [file] = input.files;
    if (file && file.size > Number(words.mostBytes)) {
      input.value = "";
      say(words.tooLarge);
    } else if (file) {
      player.src = URL.createObjectURL(file);
    }
    show();
  }

  input.addEventListener("change", () => {
    say("");
    offer();
  });
  player.addEventListener("loadedmetadata", () => {
    // A recording of this page does not know how long it is (Infinity), but we have stopped it.
    if (Number.isFinite(player.duration) && player.duration * 1000 > most + 2000) {
      input.value = "";
      say(words.tooLong);
      offer();
    }
  });
  part("drop").addEventListener("click", () => {
    input.value = "";
    say(words.dropped);
    offer();
    (canRecord ? start : input).focus();
  });

  async function record() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 96000 });
    } catch {
      for (const track of stream?.getTracks() ?? []) track.stop();
      say(words.noMicrophone);
      return;
    }
    const pieces = [];
    const began = performance.now();
    const clock = setInterval(() => {
      const past = performance.now() - began;
      const seconds = Math.min(past, most) / 1000;
      part("time").textContent = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
      if (past >= most) {
        say(words.full);
        finish();
      }
    }, 200);
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(clock);
      for (const track of stream.getTracks()) track.stop();
      recorder = null;
      const type = kind.split(";")[0];
      const kept = new DataTransfer();
      kept.items.add(new File(pieces, `recording.${type.split("/")[1]}`, { type }));
      input.files = kept.files;
      offer();
      if (send) send.form.requestSubmit(send);
      else player.focus();
    });
    recorder.start(1000); // in pieces: of a long one nothing is lost
    part("time").textContent = "0:00";
    say(words.recording);
    show();
    stop.focus();
  }

  function finish() {
    if (recorder?.state === "recording") recorder.stop();
  }

  start.addEventListener("click", record);
  stop.addEventListener("click", () => {
    say("");
    finish();
  });
  // Whoever sends the form while it records sends what was recorded.
  input.form.addEventListener(
    "submit",
    (event) => {
      if (!recorder) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      send = event.submitter ?? input.form.querySelector("button.button-primary");
      finish();
    },
    true,
  );
  addEventListener("pagehide", finish);

  part("live").hidden = false;
  offer(); // what the browser kept when one came back
})();
