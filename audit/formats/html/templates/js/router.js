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
    // What no chip has would filter everything away and not show why.
    const chip = all(`input[name="${name}"]`, form).find((one) => one.value === value);
    (chip || form.querySelector(`.all[name="${name}"]`)).checked = true;
  }
  applyFilters();
  const target = byId(place);
  const view = (target && viewOf(target)) || firstView();
  const before = views.find((one) => one.classList.contains("shown"));
  show(view);
  if (target && target !== view) {
    reveal(target);
    const card = target.closest(".finding[id]");
    if (card) select(card, true, target.classList.contains("place") ? target.id.slice(2) : null);
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
// The finding that the keys work on. The card and its place in the text are brought level: the list
// turns as far as it can, the page makes up for the rest.
let current = null;
const select = (card, focus = true, place = null) => {
  for (const one of all(".current")) one.classList.remove("current");
  current = card;
  if (!card) return;
  if (viewOf(card) && !viewOf(card).classList.contains("shown")) show(viewOf(card));
  reveal(card);
  card.classList.add("current");
  const mark = byId(`m-${place || card.id.slice(2)}`);
  const link = mark?.closest(".mark") || mark;
  if (link) link.classList.add("current");
  if (focus) card.focus({ preventScroll: true });
  const list = card.closest(".list");
  if (link && list && getComputedStyle(list).position === "sticky") level(card, link, list);
  else card.scrollIntoView({ block: "nearest" });
};
const topOf = (node) => node.getBoundingClientRect().top;
const level = (card, link, list) => {
  const low = innerHeight - card.offsetHeight - 16;
  const high = document.querySelector(".top").offsetHeight + 16;
  // While the page turns, the list may come to rest elsewhere: the second look sees where.
  for (let look = 0; look < 3; look++) {
    list.scrollTop += topOf(card) - Math.max(Math.min(topOf(link), low), high);
    scrollBy(0, topOf(link) - topOf(card));
  }
  // Near the end of the article the list is pushed up: the card counts for more than the level.
  if (topOf(card) < high) scrollBy(0, topOf(card) - high);
  if (topOf(card) > Math.max(low, high)) list.scrollTop += topOf(card) - high;
};
