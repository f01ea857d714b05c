/* What every page does in the browser: reader's look, panels, menus, countdowns, words of the connection notice. */
(() => {
  "use strict";
  const YEAR = 31536000;
  const SIZES = ["size-normal", "size-large", "size-huge"];

  function remember(name, value) {
    document.cookie = `${name}=${value};max-age=${YEAR};path=/;samesite=lax`;
  }

  const anxiu = (window.anxiu = window.anxiu || {});

  anxiu.speak = (lang) => {
    remember("anxiu_lang", lang);
    window.location.reload();
  };

  function setSize(button) {
    const root = document.documentElement;
    root.classList.remove(...SIZES);
    root.classList.add(`size-${button.dataset.size}`);
    remember("anxiu_size", button.dataset.size);
    for (const other of document.querySelectorAll("[data-size]")) {
      other.setAttribute("aria-pressed", String(other.dataset.size === button.dataset.size));
    }
  }

  // without a choice of its own the page follows the system; styles do the same before any script runs
  function isContrast() {
    const chosen = document.documentElement.classList;
    if (chosen.contains("contrast")) return true;
    return !chosen.contains("no-contrast") && window.matchMedia("(prefers-contrast: more)").matches;
  }

  function toggleContrast(button) {
    const on = !isContrast();
    document.documentElement.classList.toggle("contrast", on);
    document.documentElement.classList.toggle("no-contrast", !on);
    remember("anxiu_contrast", on ? "1" : "0");
    button.setAttribute("aria-pressed", String(on));
  }

  function tellContrast(menu) {
    const button = menu.querySelector("[data-contrast]");
    if (button) button.setAttribute("aria-pressed", String(isContrast()));
  }

  function openPanel(opener) {
    const panel = document.getElementById(opener.dataset.opens);
    panel.classList.add("open");
    opener.setAttribute("aria-expanded", "true");
    panel.querySelector("[data-closes]")?.focus();
  }

  function closePanel(id) {
    const panel = document.getElementById(id);
    if (!panel?.classList.contains("open")) return;
    panel.classList.remove("open");
    const opener = document.querySelector(`[data-opens="${id}"]`);
    opener?.setAttribute("aria-expanded", "false");
    opener?.focus();
  }

  function fillLogin(button) {
    document.getElementById("login").value = button.dataset.login;
    document.getElementById("password").value = button.dataset.password;
    document.querySelector('form[action="/login"] [type="submit"]').focus();
  }

  const ACTIONS = [
    ["[data-size]", setSize],
    ["[data-contrast]", toggleContrast],
    ["[data-lang]", (button) => anxiu.speak(button.dataset.lang)],
    ["[data-opens]", openPanel],
    ["[data-closes]", (button) => closePanel(button.dataset.closes)],
    ["[data-login]", fillLogin],
  ];

  document.addEventListener("click", (event) => {
    for (const [selector, act] of ACTIONS) {
      const found = event.target.closest?.(selector);
      if (found) act(found);
    }
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("toggle", (event) => event.target.matches?.("details.menu") && tellContrast(event.target), true);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const panel of document.querySelectorAll(".panel.open")) closePanel(panel.id);
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // the time left to answer an offer: data-due is in seconds since 1970, the words hold {m} and {s}
  function countDown() {
    for (const place of document.querySelectorAll("[data-due]")) {
      const left = Math.round(Number(place.dataset.due) - (Date.now() + (window.anxiuAhead || 0)) / 1000);
      const words = left > 0 ? place.dataset.left : place.dataset.over;
      const text = words.replace("{m}", Math.floor(left / 60)).replace("{s}", String(left % 60).padStart(2, "0"));
      if (place.textContent !== text) place.textContent = text;
      place.classList.toggle("hurry", left < 300);
    }
  }
  window.setInterval(countDown, 500);

  document.addEventListener("DOMContentLoaded", () => {
    const spans = document.querySelectorAll("#popup > span");
    if (spans.length === 2 && window.anxiuWords) {
      spans[0].textContent = window.anxiuWords.lost;
      spans[1].textContent = window.anxiuWords.retry;
    }
    document.getElementById("popup")?.setAttribute("role", "alert");
  });
})();
