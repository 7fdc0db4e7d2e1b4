// An error that no finding shows: select its words in the article.
const points = (string) => [...string].length;
// The block's map: a run is "length,origin" (a copy) or "length,origin,origin_length" (one unit).
const originOf = (block, at, isEnd) => {
  const inside = isEnd ? at - 1 : at;
  let start = 0;
  for (const run of block.dataset.map.split(";")) {
    const [length, origin, wide] = run.split(",").map(Number);
    if (inside < start + length) return wide === undefined ? origin + at - start : origin + (isEnd ? wide : 0);
    start += length;
  }
  return null;
};
const pointOf = (node, offset, isEnd) => {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const block = element.closest?.(".prose .block");
  if (!block) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  const at = points(before.toString());
  return { block, origin: at === 0 && isEnd ? null : originOf(block, at, isEnd) };
};
const selected = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return null;
  const range = selection.getRangeAt(0);
  const from = pointOf(range.startContainer, range.startOffset, false);
  const to = pointOf(range.endContainer, range.endOffset, true);
  if (!from || !to || from.origin === null || to.origin === null || to.origin <= from.origin) return null;
  const section = from.block.closest("section.article");
  if (to.block.closest("section.article") !== section) return null;
  return { section, start: from.origin, end: to.origin, text: range.toString(), block: from.block };
};
let pending = null;
document.addEventListener("selectionchange", () => {
  if (document.activeElement?.closest?.(".ask")) return;
  const found = selected();
  byId("add-missed").hidden = !found;
  if (found) pending = found;
});
const askMissed = () => {
  if (!pending) return;
  const place = pending.section.querySelector(".missed-here");
  place.querySelector(".ask")?.remove();
  place.prepend(stamp("t-missed"));
  const form = place.querySelector(".ask");
  form.querySelector(".cited").textContent = pending.text;
  for (const one of [form.querySelector(".cited"), form.elements.correction]) { one.lang = pending.block.lang; one.dir = pending.block.dir; }
  form.facts = pending;
  byId("add-missed").hidden = true;
  form.scrollIntoView({ block: "center" });
  form.elements.reason.focus();
};
byId("add-missed").addEventListener("click", askMissed);
const saveMissed = (form, read) => {
  if (!read("reason")) { form.elements.reason.value = ""; form.reportValidity(); return; }
  const { section, start, end, text } = form.facts;
  form.remove();
  getSelection().removeAllRanges();
  decideAll([{
    id: null, document: section.dataset.path, sha256: section.dataset.sha256, rule: null, decision: "missed",
    reason: read("reason"), correction: read("correction"), severity: read("severity"), start, end, text,
  }]);
};
const paintMissed = () => {
  const ranges = [];
  for (const section of all("section.article")) {
    const place = section.querySelector(".missed-here");
    for (const old of all(".finding", place)) old.remove();
    for (const [key, one] of decisions) {
      if (one.decision !== "missed" || one.document !== section.dataset.path) continue;
      place.append(missedCard(key, one, section));
      ranges.push(...rangesOf(section, one));
    }
  }
  if (globalThis.CSS?.highlights) CSS.highlights.set("missed", new Highlight(...ranges));
};
const missedCard = (key, one, section) => {
  const card = stamp("t-missed-card").firstElementChild;
  Object.assign(card.dataset, { key, severity: one.severity || "", rule: "", article: section.id });
  card.querySelector(".reason").textContent = `${word[one.severity] || ""} ${one.reason || ""}`;
  const quote = card.querySelector("blockquote");
  quote.textContent = one.text;
  const block = section.querySelector(".block");
  if (block) { quote.lang = block.lang; quote.dir = block.dir; }
  card.querySelector(".fix").hidden = !one.correction;
  card.querySelector(".better").textContent = one.correction || "";
  return card;
};
// Where offsets of the file stand in the page; the way back of originOf.
const rangesOf = (section, one) => all(".block", section).flatMap((block) => {
  let start = 0, low = null, high = null;
  for (const run of block.dataset.map.split(";").filter(Boolean)) {
    const [length, origin, wide = length] = run.split(",").map(Number);
    if (origin < one.end && one.start < origin + wide) {
      low ??= start + (wide === length ? Math.max(one.start - origin, 0) : 0);
      high = start + (wide === length ? Math.min(one.end - origin, length) : length);
    }
    start += length;
  }
  return low === null ? [] : [rangeIn(block, low, high)];
});
const rangeIn = (block, low, high) => {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const signs = [...node.data];
    const units = (count) => signs.slice(0, count).join("").length;
    if (at <= low && low < at + signs.length) range.setStart(node, units(low - at));
    if (at < high && high <= at + signs.length) range.setEnd(node, units(high - at));
    at += signs.length;
  }
  return range;
};
