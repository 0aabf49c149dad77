// Theme, menu: what every page has. Nothing is kept but the chosen theme, and that in the reader's own browser.
"use strict";
(() => {
  const root = document.documentElement;
  const keep = (theme) => { try { localStorage.setItem("khung-theme", theme); } catch { /* private window */ } };
  const kept = () => { try { return localStorage.getItem("khung-theme"); } catch { return null; } };
  if (kept() === "dark" || kept() === "light") root.dataset.theme = kept();
  root.classList.add("js");
  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-button]");
    if (!button) return;
    const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    const show = () => button.setAttribute("aria-pressed", String(dark()));
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      keep(root.dataset.theme);
      show();
    });
  });
})();
