// Confirm, false alarm with a reason, skip: a row of buttons on each card of the shown part.
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
// A card may stand for several places: each keeps a decision of its own, in the order of the text.
const factsOf = (card) => {
  const section = card.closest("section.article") || all("section.article").find((one) => one.dataset.path === card.dataset.path);
  const spans = card.dataset.spans.trim().split(" ");
  return card.dataset.ids.split(" ").map((id, at) => {
    const [start, end] = spans[at].split("-").map(Number);
    return {
      id, document: section?.dataset.path || card.dataset.path || "",
      sha256: section?.dataset.sha256, rule: card.dataset.rule, severity: card.dataset.severity,
      start, end, text: card.querySelector("blockquote .mark").textContent,
    };
  });
};
const better = (card) => card.querySelector(".fix .better")?.textContent || null;
const paint = (card) => {
  const one = decisions.get(fingerprint(card));
  for (const kind of kinds) card.classList.toggle(kind, one?.decision === kind);
  for (const button of all(".decide [aria-pressed]", card)) button.setAttribute("aria-pressed", String(button.dataset.do === one?.decision));
  const said = card.querySelector(".said");
  if (!said) return;
  said.hidden = !one;
  said.querySelector("[data-do=edit]").hidden = one?.decision !== "confirm";
  said.firstElementChild.textContent = one ? [word[one.decision], one.correction && `→ ${one.correction}`, one.reason].filter(Boolean).join(" — ") : "";
};
const ask = (card, kind) => {
  card.querySelector(".ask")?.remove();
  card.querySelector(".decide").append(stamp(`t-${kind}`));
  const form = card.querySelector(".ask");
  const before = decisions.get(fingerprint(card));
  form.elements.reason.value = before?.reason || "";
  if (kind === "confirm") {
    form.elements.correction.value = before?.correction || better(card) || "";
    form.elements.severity.value = before?.severity || card.dataset.severity;
  }
  for (const area of all("[data-article-text]", form)) {
    area.lang = card.querySelector("blockquote").lang;
    area.dir = card.querySelector("blockquote").dir;
  }
  form.dataset.kind = kind;
  form.querySelector("textarea").focus();
};
const settle = (card, facts) => {
  card.querySelector(".ask")?.remove();
  decideAll(factsOf(card).map((one) => ({ ...one, ...facts })));
};
const act = (card, kind) => {
  if (kind === "edit") { ask(card, "confirm"); return; }
  if (decisions.get(fingerprint(card))?.decision === kind) {
    undoAll(card.dataset.ids.split(" "));
    card.querySelector(".ask")?.remove();
  } else if (kind === "false-alarm") ask(card, kind);
  else settle(card, { decision: kind, correction: kind === "confirm" ? better(card) : null });
};
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-do]");
  if (!button) return;
  const card = button.closest(".finding");
  if (button.dataset.do === "cancel") { button.closest(".ask").remove(); card?.focus(); }
  else if (button.dataset.do === "remove") undoAll([button.closest("[data-key]").dataset.key]);
  else if (button.dataset.do.endsWith("-corrected")) hand(button);
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
  if (kind === "false-alarm" && !read("reason")) { form.elements.reason.value = ""; form.reportValidity(); return; }
  settle(card, { decision: kind, reason: read("reason"), correction: read("correction"), severity: read("severity") || card.dataset.severity });
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
