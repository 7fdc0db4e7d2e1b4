"use strict";
// Filters and keys only: the page says everything without this script, and keeps no state but
// the address, so it works where storage is forbidden.
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const findings = [...document.querySelectorAll(".finding")];
  const names = ["severity", "rule", "article"];
  const read = () => new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
  const apply = (wanted) => {
    let count = 0;
    for (const one of findings) {
      const fits = names.every((name) => !wanted.get(name) || one.dataset[name] === wanted.get(name));
      one.hidden = !fits;
      count += fits ? 1 : 0;
    }
    for (const section of document.querySelectorAll("section.article")) {
      section.hidden = Boolean(wanted.get("article")) && section.id !== wanted.get("article");
    }
    for (const mark of document.querySelectorAll(".mark")) {
      const target = document.getElementById(mark.getAttribute("href").slice(1));
      mark.classList.toggle("off", Boolean(target && target.hidden));
    }
    shown.textContent = count + " of " + findings.length + " findings shown";
  };
  const load = () => {
    const wanted = read();
    for (const name of names) form.elements[name].value = wanted.get(name) || "";
    apply(wanted);
  };
  form.addEventListener("change", () => {
    const wanted = new URLSearchParams();
    for (const name of names) if (form.elements[name].value) wanted.set(name, form.elements[name].value);
    history.replaceState(null, "", "#?" + wanted);
    apply(wanted);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => { if (location.hash.startsWith("#?")) load(); });
  form.hidden = false;
  load();
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
    const visible = findings.filter((one) => !one.hidden);
    const move = { j: 1, k: -1 }[event.key];
    if (move && visible.length) {
      const focused = visible.indexOf(document.activeElement);
      at = Math.min(Math.max((focused >= 0 ? focused : at) + move, 0), visible.length - 1);
      visible[at].focus();
      visible[at].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && document.activeElement.classList.contains("finding")) {
      const mark = document.querySelector('.mark[href="#' + CSS.escape(document.activeElement.id) + '"]');
      if (mark) { mark.focus(); mark.scrollIntoView({ block: "center" }); }
    } else if (event.key === "?") {
      document.querySelector("footer").scrollIntoView();
    }
  });
})();
