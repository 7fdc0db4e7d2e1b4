// The corrected article: confirmed corrections put into the file as it was read, code point for
// code point. Of corrections that overlap the first in the text is made, as `traudit fix` does.
const rawOf = (section) => section.querySelector("template.raw").content.textContent;
const corrections = (section) => {
  const found = [...decisions.values()].filter((one) => one.document === section.dataset.path && one.correction
    && (one.decision === "confirm" || one.decision === "missed") && (!one.sha256 || one.sha256 === section.dataset.sha256));
  found.sort((one, other) => one.start - other.start || one.end - other.end);
  const kept = [];
  const signs = [...rawOf(section)];
  const across = (one) => isMarkup(section) && signs.slice(one.start, one.end).includes("<");
  for (const one of found) if (!across(one) && (!kept.length || one.start >= kept.at(-1).end)) kept.push(one);
  return kept;
};
const isMarkup = (section) => ["html", "xliff", "tmx", "docx"].includes(section.dataset.reader);
const written = (section, text) => (isMarkup(section) ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : text);
const correctedOf = (section) => {
  const signs = [...rawOf(section)];
  const pieces = [];
  let at = 0;
  for (const one of corrections(section)) {
    pieces.push({ kept: signs.slice(at, one.start).join("") }, { lost: signs.slice(one.start, one.end).join(""), came: written(section, one.correction) });
    at = one.end;
  }
  pieces.push({ kept: signs.slice(at).join("") });
  return pieces;
};
const paintCorrected = (section) => {
  const place = section.querySelector(".corrected");
  const pieces = correctedOf(section);
  place.hidden = pieces.length < 2;
  const diff = place.querySelector(".diff");
  diff.replaceChildren();
  pieces.forEach((piece, at) => {
    if (piece.kept !== undefined) { diff.append(around(piece.kept, at, pieces.length)); return; }
    const lost = document.createElement("del"), came = document.createElement("ins");
    lost.textContent = piece.lost;
    came.textContent = piece.came;
    diff.append(lost, came);
  });
};
// Of what stays, the lines next to a change are enough.
const around = (kept, at, count) => {
  const lines = kept.split("\n");
  if (lines.length <= 4) return kept;
  const head = at === 0 ? [] : lines.slice(0, 2), tail = at === count - 1 ? [] : lines.slice(-2);
  return [...head, "⋯", ...tail].join("\n");
};
const hand = async (button) => {
  const section = button.closest("section.article");
  const whole = correctedOf(section).map((piece) => piece.kept ?? piece.came).join("");
  if (button.dataset.do === "copy-corrected") {
    try { await navigator.clipboard.writeText(whole); button.textContent = word.copied; }
    catch { getSelection().selectAllChildren(section.querySelector(".diff")); }
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([whole], { type: "text/plain" }));
  link.download = section.dataset.path.split(/[\\/]/).at(-1);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
