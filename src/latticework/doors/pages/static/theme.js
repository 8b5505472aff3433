// The theme: the system's, or the one chosen here. Loaded before the page is drawn, so that it never flashes.
"use strict";
(() => {
  const root = document.documentElement;
  const key = "latticework-theme";
  const kept = () => { try { return localStorage.getItem(key) || "system"; } catch { return "system"; } };
  const put = (name) => { if (name === "light" || name === "dark") root.dataset.theme = name; else delete root.dataset.theme; };
  put(kept());
  document.addEventListener("DOMContentLoaded", () => {
    const chosen = document.getElementById("theme");
    chosen.value = kept();
    chosen.closest("label").hidden = false;
    chosen.addEventListener("change", () => {
      put(chosen.value);
      try { localStorage.setItem(key, chosen.value); } catch { /* a private window keeps nothing */ }
    });
    const menus = document.querySelectorAll("nav.menu details");
    document.addEventListener("click", (event) => {
      for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const menu of menus) if (menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    });
  });
})();
