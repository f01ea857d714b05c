/* The text field and the answers to tap. What is typed survives reloads; what is sent is kept, shown as waiting, and
   sent again under the same id until the server says that it is stored: also what was sent while the line was down. */
(() => {
  "use strict";
  const DRAFT = "anxiu-draft";
  const UNSTORED = "anxiu-unstored";
  const AGAIN = 4000; // a message that the server is silent about is sent again after so many milliseconds
  const anxiu = (window.anxiu = window.anxiu || {});
  const tried = new Map();

  const field = () => document.getElementById("say");
  const unstored = () => JSON.parse(sessionStorage.getItem(UNSTORED) || "[]");
  const isConnected = () => Boolean(window.did_handshake && window.socket?.connected);

  function keep(messages) {
    sessionStorage.setItem(UNSTORED, JSON.stringify(messages));
    showWaiting();
  }

  function newId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function grow() {
    const say = field();
    say.style.height = "auto";
    say.style.height = `${Math.min(say.scrollHeight + 2, 180)}px`;
    sessionStorage.setItem(DRAFT, say.value);
  }

  function showWaiting() {
    const place = document.getElementById("pending");
    if (!place) return;
    const rows = unstored().map((message) => {
      const row = document.createElement("div");
      row.className = "msg mine";
      const bubble = document.createElement("div");
      bubble.className = "bubble text";
      bubble.textContent = message.text || message.label || "";
      row.append(bubble);
      if (!isConnected()) {
        const note = document.createElement("span");
        note.className = "when";
        note.textContent = place.dataset.waits;
        row.append(note);
      }
      return row;
    });
    place.replaceChildren(...rows);
  }

  /* Send the oldest kept messages in order, as long as the line is up; the server drops what it has already. */
  function flush() {
    if (!isConnected()) return;
    const now = Date.now();
    for (const message of unstored()) {
      if (now - (tried.get(message.id) || 0) < AGAIN) continue;
      tried.set(message.id, now);
      emitEvent("anxiu-send", { id: message.id, text: message.text || "", press: message.press || "" });
    }
  }

  function send(message) {
    keep([...unstored(), { id: newId(), ...message }]);
    flush();
  }

  function sendTyped() {
    const say = field();
    const text = say.value.trim();
    if (text) {
      say.value = "";
      grow();
      send({ text });
    }
    say.focus();
  }

  function press(chip) {
    const action = chip.dataset.press;
    if (unstored().some((message) => message.press === action)) return; // the second tap of a double tap
    send({ press: action, label: chip.textContent });
  }

  anxiu.arrived = (id) => {
    tried.delete(id);
    keep(unstored().filter((message) => message.id !== id));
  };

  anxiu.failed = (id) => {
    const failed = unstored().find((message) => message.id === id);
    anxiu.arrived(id);
    if (failed?.text && !field().value) {
      field().value = failed.text;
      grow();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "say" || event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || event.keyCode === 229) return; // Enter that ends a Chinese input method's word
    event.preventDefault();
    sendTyped();
  });
  document.addEventListener("input", (event) => {
    if (event.target.id === "say") grow();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#send")) sendTyped();
    const chip = event.target.closest?.("[data-press]");
    if (chip) press(chip);
  });

  function followEnd(log) {
    let atEnd = true;
    const toEnd = () => {
      log.scrollTop = log.scrollHeight;
    };
    log.addEventListener("scroll", () => {
      atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    });
    new MutationObserver((changes) => {
      const mine = changes.some((change) => [...change.addedNodes].some((node) => node.classList?.contains("mine")));
      if (atEnd || mine) toEnd();
    }).observe(log, { childList: true });
    new ResizeObserver(() => atEnd && toEnd()).observe(log);
    toEnd();
  }

  /* The line: say when it is down, send what was kept once it is up again. */
  let wasConnected = true;
  function watchLine() {
    const connected = isConnected();
    if (connected !== wasConnected) {
      wasConnected = connected;
      const notice = document.getElementById("offline");
      notice.textContent = connected ? "" : notice.dataset.words;
      tried.clear();
      showWaiting();
    }
    flush();
  }

  function begin() {
    const say = field();
    const log = document.getElementById("log");
    if (!say || !log || !window.did_handshake) {
      window.setTimeout(begin, 50);
      return;
    }
    if (!say.value) say.value = sessionStorage.getItem(DRAFT) || "";
    grow();
    followEnd(log);
    showWaiting();
    watchLine();
    window.setInterval(watchLine, 300);
  }
  begin();
})();
