/* The text field of the chat. What is typed survives reloads; what was sent is sent again, under the same id,
   until the server says that it is stored. */
(() => {
  "use strict";
  const DRAFT = "anxiu-draft";
  const UNSTORED = "anxiu-unstored";
  const anxiu = (window.anxiu = window.anxiu || {});

  const field = () => document.getElementById("say");
  const unstored = () => JSON.parse(sessionStorage.getItem(UNSTORED) || "[]");
  const keep = (messages) => sessionStorage.setItem(UNSTORED, JSON.stringify(messages));

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

  function send() {
    const say = field();
    const text = say.value.trim();
    if (!text) {
      say.focus();
      return;
    }
    if (!window.socket?.connected) {
      document.getElementById("popup").classList.add("now"); // it says that the line is broken; the words stay
      return;
    }
    const message = { id: newId(), text };
    keep([...unstored(), message]);
    say.value = "";
    grow();
    say.focus();
    emitEvent("anxiu-say", message);
  }

  anxiu.arrived = (id) => keep(unstored().filter((message) => message.id !== id));

  anxiu.failed = (id) => {
    const failed = unstored().find((message) => message.id === id);
    anxiu.arrived(id);
    if (failed && !field().value) {
      field().value = failed.text;
      grow();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "say" || event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || event.keyCode === 229) return; // Enter that ends a Chinese input method's word
    event.preventDefault();
    send();
  });
  document.addEventListener("input", (event) => {
    if (event.target.id === "say") grow();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#send")) send();
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
    for (const message of unstored()) emitEvent("anxiu-say", message);
  }
  begin();
})();
