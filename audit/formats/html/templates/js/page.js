// What the server rendered, looked up once. Text from articles is only ever set as textContent.
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const all = (query, from = document) => [...from.querySelectorAll(query)];
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content || null;
const run = document.body.dataset.run;
const views = all(".view");
const word = Object.fromEntries(all("[data-key]", byId("t-words").content).map((one) => [one.dataset.key, one.textContent]));
const stamp = (id) => byId(id).content.cloneNode(true);
// Findings in the order of the work: article by article, then what spans articles. Those that were
// known before are not gone through.
const cards = () => all("section.article .finding, #across .finding").filter((one) => !one.closest(".already") && !one.matches(".known"))
  .sort((one, other) => (one.dataset.across ? 1 : 0) - (other.dataset.across ? 1 : 0));
const viewOf = (node) => node.closest(".view");
const fingerprint = (card) => card.id.slice(2);
