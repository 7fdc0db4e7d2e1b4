// Filters live in the address, behind the place: #a3?severity=critical&rule=ENT001.
const form = byId("filters");
const names = ["severity", "rule", "article", "decision"].filter((name) => form.elements[name]);
const address = () => {
  const [place, query] = decodeHash().split("?", 2);
  return { place, wanted: new URLSearchParams(query || "") };
};
const decodeHash = () => { try { return decodeURI(location.hash.slice(1)); } catch { return ""; } };
const setAddress = (place, wanted) => {
  const query = wanted.toString();
  history.replaceState(null, "", `#${place}${query ? `?${query}` : ""}`);
};
const chosen = () => {
  const wanted = new URLSearchParams();
  for (const name of names) if (form.elements[name].value) wanted.set(name, form.elements[name].value);
  return wanted;
};
const places = (card) => (card.dataset.ids ? card.dataset.ids.split(" ").length : 1);
// A chip shows how many findings it would leave, with the other chips as they are.
const countChips = (list, wanted) => {
  for (const chip of all(".chip input", form)) {
    const would = new URLSearchParams(wanted);
    would.set(chip.name, chip.value);
    const count = list.filter((card) => fits(card, would)).reduce((sum, card) => sum + places(card), 0);
    const label = chip.closest(".chip");
    label.querySelector(".n").textContent = count;
    label.classList.toggle("empty", !count && !chip.checked);
  }
};
const decisionOf = (card) => decisions.get(card.dataset.key || fingerprint(card))?.decision || "open";
const fits = (card, wanted) => [...wanted].every(([name, value]) => {
  if (name === "decision") return decisionOf(card) === value;
  // A finding over several articles belongs to each of them.
  if (name === "article" && card.dataset.across) return all(`.places a[href="#${value}"]`, card).length > 0;
  return card.dataset[name] === value;
});
const applyFilters = () => {
  const wanted = chosen();
  const list = all(".finding[id], .finding.missed");
  const perArticle = new Map();
  for (const card of list) {
    card.hidden = !fits(card, wanted);
    if (!card.hidden) perArticle.set(card.dataset.article, true);
  }
  for (const row of all("tr[data-article]")) {
    row.classList.toggle("off", wanted.size > 0 && !perArticle.has(row.dataset.article) && views.some((one) => one.id === row.dataset.article));
  }
  for (const mark of all(".prose .mark")) mark.classList.toggle("off", Boolean(byId(mark.hash.slice(1))?.hidden));
  const counted = cards();
  const sum = (some) => some.reduce((total, card) => total + places(card), 0);
  byId("shown").textContent = byId("shown").dataset.text.replace("{shown}", sum(counted.filter((card) => !card.hidden))).replace("{all}", sum(counted));
  byId("clear").hidden = !wanted.size;
  countChips(counted, wanted);
  return wanted;
};
form.addEventListener("change", () => {
  const wanted = applyFilters();
  const article = wanted.get("article");
  setAddress(article && byId(article) ? article : address().place, wanted);
  route();
});
const clear = (some) => { for (const name of some) form.querySelector(`.all[name="${name}"]`).checked = true; };
byId("clear").addEventListener("click", () => { clear(names); setAddress(address().place, applyFilters()); route(); });
// A chip pressed again lets go.
let held = null;
const hold = (event) => { held = event.target.closest(".chip")?.querySelector("input:checked") || null; };
form.addEventListener("pointerdown", hold);
form.addEventListener("keydown", (event) => { if (event.key === " ") hold(event); });
form.addEventListener("click", (event) => {
  if (!held || event.target !== held) return;
  clear([held.name]);
  held = null;
  form.dispatchEvent(new Event("change"));
});
form.addEventListener("submit", (event) => event.preventDefault());
