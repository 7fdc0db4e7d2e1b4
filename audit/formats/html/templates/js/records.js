// Decisions by key; each is an entry of verdicts.json. What keeps them listens.
const decisions = new Map();
const listeners = [];
const kinds = ["confirm", "false-alarm", "skip", "missed"];
// What files of version 1.0 called them.
const renamed = { accept: "confirm", correct: "confirm", reject: "false-alarm" };
const keyOf = (one) => one.id || `${one.document}:${one.start}-${one.end}`;
const text = (value) => (typeof value === "string" && value ? value : null);
const offset = (value) => (Number.isInteger(value) && value >= 0 ? value : 0);
// Storage and loaded files hold whatever they hold: only what has the right form is taken.
const record = (raw) => {
  const decision = renamed[raw?.decision] || raw?.decision;
  if (!kinds.includes(decision) || typeof raw.document !== "string") return null;
  return {
    id: text(raw.id), document: raw.document, sha256: text(raw.sha256), rule: text(raw.rule),
    decision, reason: text(raw.reason), correction: text(raw.correction),
    severity: text(raw.severity), start: offset(raw.start), end: offset(raw.end),
    text: typeof raw.text === "string" ? raw.text : "", decided_at: text(raw.decided_at),
  };
};
const changed = (mine) => { for (const one of listeners) one(mine); };
const decideAll = (list) => {
  const decided_at = new Date().toISOString();
  for (const raw of list) {
    const one = record({ ...raw, decided_at });
    decisions.set(keyOf(one), one);
  }
  changed(true);
};
const undoAll = (keys) => {
  for (const key of keys) { decisions.delete(key); removed.add(key); }
  changed(true);
};
const removed = new Set();
// Takes decisions from elsewhere; of two on the same finding the newer one stays.
const take = (list) => {
  for (const raw of Array.isArray(list) ? list : []) {
    const one = record(raw);
    if (!one || removed.has(keyOf(one))) continue;
    const mine = decisions.get(keyOf(one));
    if (!mine || (one.decided_at || "") > (mine.decided_at || "")) decisions.set(keyOf(one), one);
  }
};
let reviewer = null;
const verdicts = () => {
  const [name, version] = meta("generator").split(" ");
  return { schema_version: "1.1", tool: { name, version }, reviewer, decisions: [...decisions.values()] };
};
