// Weights a reader moves: the published sum over the parts that stand in the table. The server gives the same for the same address.
"use strict";
(() => {
  const form = document.getElementById("weights");
  const table = document.getElementById("weighed");
  if (!form || !table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const weight = (name) => Number(form.elements[`w_${name}`]?.value ?? 1);
  const shown = (cell, text) => {
    if (text !== null) { cell.textContent = text; return; }
    const unknown = document.createElement("span");
    unknown.className = "unknown";
    unknown.textContent = "unknown";
    cell.replaceChildren(unknown);
  };

  const threats = () => {
    const factors = [...form.querySelectorAll("fieldset select")].map((one) => one.name);
    const total = factors.reduce((sum, name) => sum + weight(name), 0);
    const scored = rows.map((row) => {
      const parts = JSON.parse(row.dataset.parts);
      let score = total > 0 ? 1 : null;
      for (const name of factors) {
        const part = parts[name][form.elements[name].value];
        shown(row.querySelector(`[data-factor="${name}"]`), part === null ? null : part.toFixed(3));
        if (score === null || weight(name) <= 0) continue;
        score = part === null ? null : score * part ** ((3 * weight(name)) / total);
      }
      return { row, score, state: row.dataset.state };
    });
    for (const one of scored) one.rank = one.score === null ? null : 1 + scored.filter((other) => other.score !== null && other.score > one.score).length;
    scored.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.state < b.state ? -1 : 1));
    for (const { row, score, rank } of scored) {
      row.querySelector(".rank").textContent = rank ?? "-";
      shown(row.querySelector(".score"), score === null ? null : score.toFixed(3));
      row.querySelector("rect").setAttribute("width", (100 * (score ?? 0)).toFixed(2));
      body.append(row);
    }
    return scored.filter((one) => one.rank !== null).slice(0, 3).map((one) => `${one.rank}. ${one.row.cells[1].textContent.trim()}`).join(", ");
  };
  const balance = () => {
    const chosen = form.elements.basis.value;
    const sum = (side) => Object.entries(side).reduce((total, [state, value]) => total + weight(state) * value, 0);
    let told = "";
    for (const row of rows) {
      row.hidden = Boolean(chosen) && row.dataset.label !== chosen;
      const cell = row.querySelector(".score");
      const other = sum(JSON.parse(row.dataset.b));
      const ratio = other > 0 ? sum(JSON.parse(row.dataset.a)) / other : null;
      if (cell) shown(cell, ratio === null ? null : ratio.toFixed(2));
      if (!row.hidden && !told) told = `${row.dataset.label}: ${ratio === null ? "unknown" : ratio.toFixed(2)}`;
    }
    return told;
  };
  const sum = { threats, balance }[form.dataset.weighing];

  const put = () => {
    const to = new URL(location.href);
    for (const one of form.elements) {
      if (!one.name) continue;
      const usual = one.type === "range" ? one.value === "1" : one.tagName === "SELECT" && one.selectedIndex === 0;
      if (usual) to.searchParams.delete(one.name); else to.searchParams.set(one.name, one.value);
    }
    history.replaceState(null, "", to);
    const cited = document.querySelector(".citation");
    if (cited) cited.textContent = cited.textContent.replace(/https?:\S+$/, to.href);
    const bibtex = document.querySelector(".bibtex");
    if (bibtex) bibtex.textContent = bibtex.textContent.replace(/\\url\{[^}]*\}/, () => `\\url{${to.href}}`);
  };
  const move = (event) => {
    for (const one of form.querySelectorAll("output")) one.value = Number(document.getElementById(one.htmlFor.value).value);
    document.getElementById("order").textContent = sum();
    put();
    if (event.target.name !== "basis") return;
    const based = (address) => {
      const to = new URL(address);
      if (event.target.value) to.searchParams.set("basis", event.target.value); else to.searchParams.delete("basis");
      return to;
    };
    for (const image of document.querySelectorAll(".picture img")) image.src = based(image.src);
    for (const link of document.querySelectorAll(".picture a, .data a")) if (/\.(svg|png)$/.test(link.pathname)) link.href = based(link.href);
  };
  form.addEventListener("input", move);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("button").hidden = true;
  form.querySelector(".reset").addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    for (const one of form.querySelectorAll("input[type=range]")) one.value = 1;
    for (const one of form.querySelectorAll("select")) one.selectedIndex = 0;
    form.dispatchEvent(new Event("input"));
    const basis = form.elements.basis;
    if (basis) basis.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
