// Outlets: who takes from whom.

import { ask, part } from "./api.js";
import { auditFacts } from "./audit.js";
import { h, outletHref } from "./dom.js";
import { articleRow, paged } from "./lists.js";
import { count, lag } from "./words.js";

export async function outletsView({ signal }) {
  const page = await ask("outlets", {}, { signal });
  return {
    title: "Outlets",
    nodes: [h("h1", {}, "Outlets ", h("a", { class: "aside", href: "#/audit" }, "credit audit")),
      paged(page, outletRow, "No outlet yet.")],
  };
}

export async function outletView({ parts: [id], signal }) {
  const outlet = await ask(`outlets/${part(id)}`, {}, { signal });
  const [articles, audit] = await Promise.all([
    ask("articles", { outlet: outlet.outlet_id }, { signal }),
    ask(`outlets/${part(id)}/audit`, {}, { signal }),
  ]);
  const names = outlet.aliases.filter((name) => name !== outlet.domain);
  const taken = outlet.edges.filter((edge) => edge.copy_outlet_id === outlet.outlet_id);
  const given = outlet.edges.filter((edge) => edge.source_outlet_id === outlet.outlet_id);
  return {
    title: outlet.name,
    nodes: [
      h("h1", {}, outlet.name),
      h("p", { class: "facts" }, facts(outlet)),
      names.length > 0 && h("p", { class: "facts" }, `Also known as ${names.join(", ")}`),
      audit.taken > 0 && h("section", {}, h("h2", {}, "Credit in what it took"), auditFacts(audit)),
      h("section", {}, h("h2", {}, "Where its articles probably came from"), edges(taken, "source")),
      h("section", {}, h("h2", {}, "Where its articles probably went"), edges(given, "copy")),
      h("section", {}, h("h2", {}, "Articles"), paged(articles, articleRow, "No article of it.")),
    ].filter(Boolean),
  };
}

function outletRow(outlet) {
  return h("li", { class: "row" },
    h("a", { class: "title", href: outletHref(outlet.outlet_id) }, outlet.name),
    h("p", { class: "facts" }, facts(outlet)));
}

function facts(outlet) {
  const words = [count(outlet.articles, "article"), `${outlet.taken} derived from others`,
    `${count(outlet.given, "derivation")} from it`];
  if (outlet.stub_articles) words.push(`${count(outlet.stub_articles, "text")} not collected`);
  if (outlet.domain) words.unshift(outlet.domain);
  return words.join(" · ");
}

function edges(rows, end) {
  if (!rows.length) return h("p", { class: "note" }, "Nothing observed.");
  const heads = ["Outlet", "All", "Confirmed", "Claimed", "Uncredited", "Contradicted", "Mean lag"];
  return h("div", { class: "wide" }, h("table", { class: "facts-table" },
    h("thead", {}, h("tr", {}, heads.map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, rows.map((row) => h("tr", {},
      h("td", { "data-head": "Outlet" }, h("a", { href: outletHref(row[`${end}_outlet_id`]) },
        row[`${end}_outlet_name`])),
      ["derivations", "confirmed", "claimed", "uncredited", "contradicted"].map((name, i) =>
        h("td", { class: "number", "data-head": heads[i + 1] }, row[name])),
      h("td", { "data-head": "Mean lag" }, lag(row.mean_lag_seconds)))))));
}
