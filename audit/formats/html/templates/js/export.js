// verdicts.json: as a file, as text to copy, and read back.
const paintReview = () => {
  byId("decided").textContent = decisions.size ? `${decisions.size}` : "";
  byId("kept").textContent = byId("kept").dataset[keeper.state()];
  byId("no-decision").hidden = decisions.size > 0;
  byId("json").value = JSON.stringify(verdicts(), null, 2);
  byId("decisions").replaceChildren(...[...decisions].map(([key, one]) => decisionLine(key, one)));
};
const decisionLine = (key, one) => {
  const line = document.createElement("li");
  line.dataset.key = key;
  const card = one.id && (byId(`f-${one.id}`) || byId(`x-${one.id}`));
  const place = document.createElement(card ? "a" : "span");
  if (card) place.href = `#${card.id}`;
  place.textContent = one.text || one.rule || one.document;
  place.dir = "auto";
  const said = document.createElement("span");
  said.textContent = ` ${word[one.decision]} ${[one.rule, one.correction, one.reason].filter(Boolean).join(" — ")} `;
  said.dir = "auto";
  line.append(place, said);
  return line;
};
byId("export").addEventListener("click", () => {
  const blob = new Blob([`${JSON.stringify(verdicts(), null, 2)}\n`], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "verdicts.json";
  link.click();
  exported = true;
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
});
let exported = true;
byId("import").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  event.target.value = "";
  if (!file) return;
  try {
    const read = JSON.parse(await file.text());
    removed.clear();
    take(read.decisions);
    reviewer = reviewer || text(read.reviewer);
    changed(true);
  } catch { byId("kept").textContent = `${file.name}: ?`; }
});
byId("reviewer").addEventListener("change", (event) => { reviewer = text(event.target.value.trim()); changed(true); });
addEventListener("beforeunload", (event) => { if (keeper.state() === "nowhere" && !exported) event.preventDefault(); });
