// Shows one part of the report: the list of articles, one article, what spans articles, the rules.
const show = (view) => {
  for (const one of views) one.classList.toggle("shown", one === view);
  root.classList.add("routed");
  for (const link of all("nav a[data-view]")) {
    if (link.dataset.view === view.id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  prepare(view);
};
const reveal = (node) => {
  for (let up = node; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
};
const firstView = () => byId("index") || document.querySelector(".article");
const route = (event) => {
  const { place, wanted } = address();
  for (const name of names) {
    const value = wanted.get(name) || "";
    form.elements[name].value = value;
    // What no option has would filter everything away and not show why.
    if (form.elements[name].value !== value) form.elements[name].value = "";
  }
  applyFilters();
  const target = byId(place);
  const view = (target && viewOf(target)) || firstView();
  const before = views.find((one) => one.classList.contains("shown"));
  show(view);
  if (target && target !== view) {
    reveal(target);
    if (target.classList.contains("finding")) select(target);
    else target.scrollIntoView({ block: "center" });
  } else if (before !== view || event?.type === "load") scrollTo(0, 0);
};
// Keeps the filters when a link leads to another place of the page.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const query = chosen().toString();
  const raw = link.getAttribute("href");
  if (raw.startsWith("#") && raw.length > 1) {
    event.preventDefault();
    const next = `${raw}${query ? `?${query}` : ""}`;
    if (location.hash !== next) history.pushState(null, "", next);
    route();
  } else if (query && /^[^:]*\.html/.test(raw) && !link.hash) link.hash = `?${query}`;
});
addEventListener("hashchange", route);
addEventListener("popstate", route);
// The finding that the keys work on, with its place in the text brought into view.
let current = null;
const select = (card, focus = true) => {
  for (const one of all(".current")) one.classList.remove("current");
  current = card;
  if (!card) return;
  if (viewOf(card) && !viewOf(card).classList.contains("shown")) show(viewOf(card));
  reveal(card);
  card.classList.add("current");
  const mark = byId(`m-${card.id.slice(2)}`);
  const link = mark?.closest(".mark") || mark;
  if (link) link.classList.add("current");
  if (focus) card.focus({ preventScroll: true });
  if (link && getComputedStyle(card.parentElement).position === "sticky") link.scrollIntoView({ block: "center" });
  card.scrollIntoView({ block: "nearest" });
};
