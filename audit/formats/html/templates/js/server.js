// Keeps decisions on the server that sent the page. Another editor, or another tab, may have
// written meanwhile: theirs are then taken in and ours sent again.
const remote = (() => {
  const url = meta("traudit-decisions");
  const token = meta("traudit-csrf");
  let etag = null, failed = false, waiting = null;
  const load = async () => {
    const answer = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    etag = answer.headers.get("ETag");
    const kept = await answer.json();
    reviewer = reviewer || text(kept.reviewer);
    take(kept.decisions);
  };
  const put = async (tries) => {
    const headers = { "Content-Type": "application/json", "X-CSRF-Token": token };
    if (etag) headers["If-Match"] = etag;
    const answer = await fetch(url, { method: "PUT", headers, body: JSON.stringify(verdicts()) });
    if ((answer.status === 409 || answer.status === 412) && tries > 0) { await load(); return put(tries - 1); }
    if (!answer.ok) throw new Error(answer.status);
    etag = answer.headers.get("ETag") || etag;
    removed.clear();
  };
  // One request at a time: what changes meanwhile goes with the next.
  let last = Promise.resolve();
  const attempt = (work) => {
    last = last.then(work).then(() => { failed = false; }, () => { failed = true; }).then(() => changed(false));
    return last;
  };
  return {
    load: () => attempt(load),
    save() { clearTimeout(waiting); waiting = setTimeout(() => attempt(() => put(3)), 250); },
    state: () => (failed ? "failed" : "server"),
  };
})();
const keeper = meta("traudit-decisions") ? remote : local;
