// Keeps decisions in the browser. Storage may be forbidden, full or absent: then nothing is kept,
// the page says so and goes on.
const local = (() => {
  const key = `traudit:${run}`;
  let works = true;
  return {
    load() {
      try {
        const kept = JSON.parse(localStorage.getItem(key) || "{}");
        reviewer = text(kept.reviewer);
        take(kept.decisions);
      } catch { works = false; }
    },
    save() {
      try {
        localStorage.setItem(key, JSON.stringify(verdicts()));
        works = localStorage.getItem(key) !== null;
      } catch { works = false; }
    },
    state: () => (works ? "browser" : "nowhere"),
  };
})();
