// Pages that follow the clocks: a slider, a date, play or an arrow key asks the server for that day's picture and table.
"use strict";
(() => {
  const form = document.getElementById("clockwork");
  if (!form) return;
  const field = (name) => form.elements[name];
  const sliders = [...form.querySelectorAll("[data-year]")];
  const play = form.querySelector("[data-play]");
  const kept = new Map();
  let turn = 0;
  let timer = 0;

  for (const one of [...sliders, play, document.querySelector(".keys")]) one.hidden = false;

  const centre = () => { const box = document.getElementById("drawn"); if (box) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2; };
  centre();

  const shifted = (day, year) => {
    const rest = day.slice(4) || "-01-01";
    const leap = rest === "-02-29" && new Date(Date.UTC(year, 1, 29)).getUTCMonth() !== 1;
    return `${String(year).padStart(4, "0")}${leap ? "-02-28" : rest}`;
  };
  const address = (day = field("as_of").value) => {
    const query = new URLSearchParams({ as_of: day, known_by: field("known_by").value, data: form.dataset.release });
    return `${form.dataset.path}?${query}`;
  };
  const ask = (where) => {
    if (!kept.has(where)) {
      if (kept.size > 60) kept.delete(kept.keys().next().value);
      kept.set(where, fetch(`${where}&part=1`).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))));
      kept.get(where).catch(() => kept.delete(where));
    }
    return kept.get(where);
  };
  const draw = async () => {
    if (!field("as_of").value || !field("known_by").value) return;
    const mine = ++turn;
    const where = address();
    try {
      const text = await ask(where);
      if (mine !== turn) return;
      const page = new DOMParser().parseFromString(text, "text/html");
      const view = document.getElementById("view");
      const scrolled = document.getElementById("drawn")?.scrollLeft;
      const focused = view.contains(document.activeElement) && document.activeElement.id;
      view.replaceChildren(...Array.from(page.getElementById("view").children, (child) => document.importNode(child, true)));
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      if (scrolled === undefined) centre(); else document.getElementById("drawn")?.scrollTo(scrolled, 0);
      document.getElementById("live").textContent = document.getElementById("said").textContent;
      document.title = `${document.getElementById("said").textContent} - latticework`;
      history.replaceState(null, "", where);
      for (const link of document.querySelectorAll("nav.about a, nav.menu a")) {
        const to = new URL(link.href);
        for (const name of ["as_of", "known_by"]) to.searchParams.set(name, field(name).value);
        link.href = to;
      }
      document.dispatchEvent(new Event("latticework:drawn"));
      const day = field("as_of").value;
      for (const by of [1, -1]) ask(address(shifted(day, Number(day.slice(0, 4)) + by))).catch(() => {});
    } catch {
      if (mine === turn) { stop(); location.assign(where); }
    }
  };
  const put = (name, year) => {
    field(name).value = shifted(field(name).value, year);
    const slider = sliders.find((one) => one.dataset.year === name);
    slider.value = year;
    slider.setAttribute("aria-valuetext", field(name).value);
  };
  const step = (by) => {
    const slider = sliders.find((one) => one.dataset.year === "as_of");
    const year = Number(field("as_of").value.slice(0, 4)) + by;
    if (year < Number(slider.min) || year > Number(slider.max)) return false;
    put("as_of", year);
    return true;
  };
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
    play.textContent = "Play";
    play.setAttribute("aria-pressed", "false");
  };
  const go = async () => {
    if (!step(1)) { stop(); return; }
    await draw();
    if (timer) timer = setTimeout(go, 600);
  };
  const start = () => {
    const slider = sliders.find((one) => one.dataset.year === "as_of");
    if (Number(field("as_of").value.slice(0, 4)) >= Number(slider.max)) put("as_of", Number(slider.min));
    play.textContent = "Stop";
    play.setAttribute("aria-pressed", "true");
    timer = setTimeout(go, 0);
  };

  for (const slider of sliders) {
    slider.setAttribute("aria-valuetext", field(slider.dataset.year).value);
    slider.addEventListener("input", () => { put(slider.dataset.year, Number(slider.value)); draw(); });
  }
  for (const name of ["as_of", "known_by"]) {
    field(name).addEventListener("change", () => { if (field(name).value) { put(name, Number(field(name).value.slice(0, 4))); draw(); } });
  }
  play.addEventListener("click", () => (timer ? stop() : start()));
  document.addEventListener("keydown", (event) => {
    if (document.activeElement?.id !== "drawn" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      if (step(event.key === "ArrowRight" ? 1 : -1)) draw();
    } else if (event.key === " ") {
      event.preventDefault();
      if (timer) stop(); else start();
    }
  });
})();
