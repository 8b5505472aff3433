// Rules of access that a page must keep, looked at in the page as it stands; gives what breaks them, as text.
() => {
  const found = [];
  const short = (node) => node.outerHTML.slice(0, 120);
  const bad = (rule, node) => found.push(`${rule}: ${short(node)}`);
  const all = (what) => [...document.querySelectorAll(what)];
  const seen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !node.closest(".hidden, .skip");
  const text = (node) => (node ? node.textContent.trim() : "");
  const named = (node) => {
    const by = node.getAttribute("aria-labelledby");
    if (by) return by.split(" ").map((id) => text(document.getElementById(id))).join(" ").trim();
    const inside = [...node.querySelectorAll("img[alt]")].map((one) => one.alt).join(" ");
    return node.getAttribute("aria-label") || text(node) || inside || node.getAttribute("alt") || node.getAttribute("title") || "";
  };

  if (document.documentElement.lang !== "en") bad("the page names its language", document.documentElement);
  if (!document.title.trim()) bad("the page has a title", document.head);
  if (all("h1").length !== 1) bad(`one heading of the first level (${all("h1").length})`, document.body);
  let level = 0;
  for (const heading of all("h1,h2,h3,h4").filter(seen)) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) bad("headings skip no level", heading);
    if (!text(heading)) bad("headings say something", heading);
    level = next;
  }
  for (const what of ["header", "main", "footer"]) if (all(`body > ${what}`).length !== 1) bad(`one ${what}`, document.body);
  const navs = all("nav").map((node) => node.getAttribute("aria-label"));
  if (navs.some((name) => !name) || new Set(navs).size !== navs.length) bad("each navigation has a name of its own", document.body);
  const skip = document.querySelector("body > a");
  if (!skip || skip.getAttribute("href") !== "#main") bad("the first link skips to the answer", document.body);
  const ids = all("[id]").map((node) => node.id);
  for (const id of ids.filter((one, at) => ids.indexOf(one) !== at)) bad(`an id stands once (${id})`, document.getElementById(id));
  for (const node of all("[aria-labelledby],[aria-describedby]"))
    for (const name of ["aria-labelledby", "aria-describedby"])
      for (const id of (node.getAttribute(name) || "").split(" ").filter(Boolean)) if (!document.getElementById(id)) bad(`${name} leads somewhere`, node);

  for (const node of all("a[href], button, summary").filter(seen)) if (!named(node)) bad("links and buttons have names", node);
  for (const node of all("img")) if (!node.hasAttribute("alt")) bad("pictures have words", node);
  for (const node of all("main svg")) if (!node.closest("[aria-hidden=true]") && !(node.getAttribute("role") === "img" && named(node))) bad("drawings have words", node);
  for (const node of all("input, select, textarea").filter((one) => one.type !== "hidden"))
    if (!(node.labels && text(node.labels[0])) && !node.getAttribute("aria-label")) bad("fields have labels", node);
  for (const node of all("fieldset")) if (!text(node.querySelector("legend"))) bad("groups of fields have legends", node);
  for (const node of all("table")) {
    if (!node.querySelector("thead th")) bad("tables have headings", node);
    for (const cell of node.querySelectorAll("th")) {
      if (cell.getAttribute("scope") !== "col") bad("headings say what they head", cell);
      if (!text(cell)) bad("headings say something", cell);
    }
  }
  for (const node of all(".scroll")) if (node.tabIndex !== 0 || !node.getAttribute("aria-label")) bad("what scrolls can be reached and has a name", node);
  for (const node of all("[tabindex]")) if (node.tabIndex > 0) bad("the order of focus is that of the page", node);
  for (const node of all("[style]").filter((one) => !one.classList.contains("tip"))) bad("no style stands in the page", node);
  for (const node of all("button, select, input:not([type=hidden]), summary, td a").filter(seen)) {
    const box = node.getBoundingClientRect();
    if (box.height < 24 && !(node.type === "checkbox" && node.closest("label").getBoundingClientRect().height >= 24) && !(node.matches("td a:not(.fact)"))) bad(`targets are 24 pixels high (${Math.round(box.height)})`, node);
  }

  const parse = (colour) => { const part = colour.match(/[\d.]+/g).map(Number); return { rgb: part.slice(0, 3), alpha: part[3] ?? 1 }; };
  const light = (rgb) => { const [r, g, b] = rgb.map((v) => { const c = v / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (node) => { for (let at = node; at; at = at.parentElement) { const back = parse(getComputedStyle(at).backgroundColor); if (back.alpha > 0.99) return back.rgb; } return [255, 255, 255]; };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const told = new Set();
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || told.has(node) || !seen(node) || node.closest("svg, option, script")) continue;
    told.add(node);
    const style = getComputedStyle(node);
    const [one, other] = [light(parse(style.color).rgb), light(ground(node))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (ratio < least) bad(`text can be read (contrast ${ratio.toFixed(2)})`, node);
  }
  return found;
}
