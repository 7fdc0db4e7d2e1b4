// Accept, reject with a reason, correct: a row of buttons under each finding of the shown part.
const ready = new WeakSet();
const prepare = (view) => {
  for (const card of all(".finding[id]", view)) {
    if (ready.has(card)) continue;
    ready.add(card);
    card.querySelector(".decide").append(stamp("t-decide"));
    paint(card);
  }
  for (const code of all(".copy", view)) copyButton(code);
};
const factsOf = (card) => {
  const section = card.closest("section.article") || all("section.article").find((one) => one.dataset.path === card.dataset.path);
  return {
    id: fingerprint(card), document: section?.dataset.path || card.dataset.path || "",
    sha256: section?.dataset.sha256, rule: card.dataset.rule, severity: card.dataset.severity,
    start: Number(card.dataset.start), end: Number(card.dataset.end),
    text: card.querySelector("blockquote").textContent,
  };
};
const paint = (card) => {
  const one = decisions.get(fingerprint(card));
  for (const kind of kinds) card.classList.toggle(kind, one?.decision === kind);
  for (const button of all(".decide [aria-pressed]", card)) button.setAttribute("aria-pressed", String(button.dataset.do === one?.decision));
  const said = card.querySelector(".said");
  if (!said) return;
  said.hidden = !one;
  said.textContent = one ? [word[one.decision], one.correction, one.reason].filter(Boolean).join(" — ") : "";
};
const ask = (card, kind) => {
  card.querySelector(".ask")?.remove();
  card.querySelector(".decide").append(stamp(`t-${kind}`));
  const form = card.querySelector(".ask");
  const before = decisions.get(fingerprint(card));
  form.elements.reason.value = before?.reason || "";
  if (kind === "correct") {
    form.elements.correction.value = before?.correction || card.querySelector(".better")?.textContent || "";
    form.elements.severity.value = before?.severity || card.dataset.severity;
  }
  for (const area of all("[data-article-text]", form)) {
    area.lang = card.querySelector("blockquote").lang;
    area.dir = card.querySelector("blockquote").dir;
  }
  form.dataset.kind = kind;
  form.querySelector("textarea").focus();
};
const act = (card, kind) => {
  const key = fingerprint(card);
  if (decisions.get(key)?.decision === kind) { undo(key); card.querySelector(".ask")?.remove(); return; }
  if (kind === "accept") { card.querySelector(".ask")?.remove(); decide({ ...factsOf(card), decision: kind }); }
  else ask(card, kind);
};
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-do]");
  if (!button) return;
  const card = button.closest(".finding");
  if (button.dataset.do === "cancel") { button.closest(".ask").remove(); card?.focus(); }
  else if (button.dataset.do === "remove") undo(button.closest("[data-key]").dataset.key);
  else if (card) act(card, button.dataset.do);
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.classList.contains("ask")) return;
  event.preventDefault();
  const read = (name) => form.elements[name]?.value.trim() || null;
  if (form.classList.contains("missed")) { saveMissed(form, read); return; }
  const card = form.closest(".finding");
  const kind = form.dataset.kind;
  const facts = factsOf(card);
  const severity = read("severity") || facts.severity;
  if (kind === "reject" && !read("reason")) { form.elements.reason.value = ""; form.reportValidity(); return; }
  if (kind === "correct" && !read("correction") && severity === facts.severity) {
    form.querySelector(".wrong").hidden = false;
    return;
  }
  decide({ ...facts, decision: kind, reason: read("reason"), correction: read("correction"), severity });
  form.remove();
  card.focus();
});
const copyButton = (code) => {
  if (ready.has(code)) return;
  ready.add(code);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = word.copy;
  button.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(code.textContent); button.textContent = word.copied; }
    catch { getSelection().selectAllChildren(code); }
  });
  code.after(" ", button);
};
