// j k Enter ? as in the help, and a r s c m for decisions.
const step = (by) => {
  const list = cards().filter((card) => !card.hidden);
  if (!list.length) return;
  const shown = views.find((view) => view.classList.contains("shown"));
  const active = document.activeElement?.closest?.(".finding");
  const at = list.indexOf(active || current);
  // From nowhere: the first of what is shown, else of all.
  const start = Math.max(list.findIndex((card) => shown.contains(card)), 0);
  const next = at < 0 ? list[start] : list[Math.min(Math.max(at + by, 0), list.length - 1)];
  select(next);
  if (next.id) setAddress(next.id, chosen());
};
const jump = () => {
  const active = document.activeElement;
  if (active?.classList?.contains("finding")) {
    const mark = byId(`m-${active.id.slice(2)}`)?.closest(".mark");
    if (!mark) return false;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
    return true;
  }
  return false;
};
const help = byId("help");
const toggleHelp = () => (help.open ? help.close() : help.showModal());
byId("ask").addEventListener("click", toggleHelp);
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey || typing) {
    if (event.key === "Escape" && typing) typing.closest(".ask")?.querySelector("[data-do=cancel]")?.click();
    return;
  }
  const card = document.activeElement?.closest?.(".finding[id]") || current;
  const decision = { a: "confirm", r: "false-alarm", s: "skip", c: "edit" }[event.key];
  let used = true;
  if (event.key === "?") toggleHelp();
  else if (help.open) used = false;
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "Enter") used = jump();
  else if (event.key === "m" && !byId("add-missed").hidden) askMissed();
  else if (decision && card?.id && !card.hidden) act(card, decision);
  else used = false;
  if (used) event.preventDefault();
});
