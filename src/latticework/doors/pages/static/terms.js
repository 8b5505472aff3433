// The glossary where a word stands: its meaning on hover and on focus. Without this file the word leads to its entry.
"use strict";
(() => {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  let owner = null;
  const hide = () => {
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
    tip.hidden = true;
  };
  const show = (word) => {
    hide();
    owner = word;
    tip.textContent = word.dataset.says;
    (word.closest("dialog") || document.body).append(tip);
    tip.hidden = false;
    word.setAttribute("aria-describedby", "tip");
    const at = word.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8));
    const above = at.bottom + 8 + tip.offsetHeight > innerHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${above ? at.top - tip.offsetHeight - 8 : at.bottom + 8}px`;
  };
  const word = (event) => (event.target.closest ? event.target.closest("a.term[data-says]") : null);
  document.addEventListener("pointerover", (event) => { const found = word(event); if (found) show(found); else if (event.target !== tip) hide(); });
  document.addEventListener("focusin", (event) => { const found = word(event); if (found) show(found); else hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && owner) { hide(); event.stopPropagation(); event.preventDefault(); } }, true);
  addEventListener("scroll", hide, { passive: true, capture: true });
})();
