// Copying the link, the citation and its BibTeX. Without this file they are there to be selected.
"use strict";
(() => {
  const texts = {
    link: () => location.href,
    text: (box) => box.querySelector(".citation").textContent,
    bibtex: (box) => box.querySelector(".bibtex").textContent,
  };
  const ready = () => { for (const row of document.querySelectorAll(".copies")) row.hidden = !navigator.clipboard; };
  ready();
  document.addEventListener("latticework:drawn", ready);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const box = button.closest(".cite");
    const said = box.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(texts[button.dataset.copy](box));
      said.textContent = "Copied.";
    } catch {
      said.textContent = "The browser does not allow copying here.";
    }
  });
})();
