// Paints all anew after a change; a few thousand nodes take a few milliseconds.
listeners.push((mine) => {
  if (mine) { exported = false; keeper.save(); }
  for (const card of all(".finding[id]")) if (ready.has(card)) paint(card);
  paintMissed();
  for (const section of all("section.article")) { paintCorrected(section); paintLeft(section); }
  applyFilters();
  paintReview();
  byId("reviewer").value = reviewer || "";
});
// What is left to decide, and the end of it.
const paintLeft = (section) => {
  const list = all(".list > .finding[id]", section);
  const left = list.filter((card) => !decisions.has(fingerprint(card))).length;
  const told = section.querySelector(".left");
  told.textContent = list.length ? told.dataset.text.replace("{left}", left) : "";
  section.querySelector(".finished").hidden = left > 0 || !list.length;
};
// A phone has no room for filters until they are asked for.
if (matchMedia("(max-width: 56rem)").matches) byId("fold").open = false;
try {
  keeper.load();
  changed(false);
  route();
  // The browser looks for the place in the address once more when all is there.
  addEventListener("load", route, { once: true });
} catch (error) {
  // Without the views everything stands below everything else, as without a script.
  root.classList.remove("js");
  throw error;
}
