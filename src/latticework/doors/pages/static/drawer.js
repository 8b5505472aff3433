// The evidence drawer: a figure's page, shown beside the brief. Without this file each link opens its page.
"use strict";
(() => {
  const own = (link) => link && link.origin === location.origin && !link.target;
  const leads = "a.figure, a.fact";
  if (!window.HTMLDialogElement) return;
  const dialog = document.createElement("dialog");
  dialog.className = "drawer";
  dialog.setAttribute("aria-label", "Evidence");
  const bar = document.createElement("div");
  bar.className = "bar";
  const whole = document.createElement("a");
  whole.textContent = "Open as a page";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  bar.append(whole, close);
  const body = document.createElement("div");
  dialog.append(bar, body);
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  const show = async (link) => {
    try {
      const answer = await fetch(link.href, { headers: { accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const main = page.querySelector("main");
      whole.href = link.href;
      body.replaceChildren(...Array.from(main.children, (child) => document.importNode(child, true)));
      for (const one of body.querySelectorAll("[id]")) one.removeAttribute("id");
      if (!dialog.open) dialog.showModal();
      dialog.scrollTop = 0;
      close.focus();
    } catch {
      location.assign(link.href);
    }
  };
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest(leads);
    if (!own(link)) return;
    event.preventDefault();
    show(link);
  });
})();
