"use strict";
// Shows how far an audit is, and turns into the report when it is done. Without this script the
// page refreshes itself.
(() => {
  const line = document.getElementById("progress");
  const bar = document.getElementById("bar");
  const source = new EventSource(line.dataset.events);
  source.onmessage = (event) => {
    const { stage, done, total } = JSON.parse(event.data);
    line.textContent = (line.dataset[stage] || stage) + (total ? " " + done + " / " + total : "");
    if (total) bar.value = (100 * done) / total;
    else bar.removeAttribute("value");
  };
  source.addEventListener("end", () => {
    source.close();
    location.reload();
  });
})();
