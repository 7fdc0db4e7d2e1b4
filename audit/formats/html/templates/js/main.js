// Paints all anew after a change; a few thousand nodes take a few milliseconds.
listeners.push((mine) => {
  if (mine) { exported = false; keeper.save(); }
  for (const card of all(".finding[id]")) if (ready.has(card)) paint(card);
  paintMissed();
  applyFilters();
  paintReview();
  byId("reviewer").value = reviewer || "";
});
// Paper shows what is folded on the screen.
addEventListener("beforeprint", () => {
  for (const one of all(".view.shown details:not(.how)")) if (!one.open) { one.open = true; one.dataset.shut = "1"; }
});
addEventListener("afterprint", () => {
  for (const one of all("[data-shut]")) { one.open = false; delete one.dataset.shut; }
});
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
