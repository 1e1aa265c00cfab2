// Credit audit: what outlets do with the credits of what they take, with counts and intervals.

import { ask } from "./api.js";
import { h, outletHref } from "./dom.js";
import { paged } from "./lists.js";
import { count, lag, share } from "./words.js";

export async function auditView({ signal }) {
  const page = await ask("audit", {}, { signal });
  return {
    title: "Credit audit",
    nodes: [
      h("h1", {}, "Credit audit"),
      h("p", { class: "note" }, "For each outlet that took texts: how many of them credit their ",
        "source, with the interval that holds the share with 95 %. Few texts leave it wide open."),
      paged(page, auditRow, "No outlet took a text from another."),
    ],
  };
}

function auditRow(row) {
  return h("li", { class: "row" },
    h("a", { class: "title", href: outletHref(row.outlet_id) }, row.outlet_name ?? row.outlet_id),
    auditFacts(row));
}

export function auditFacts(row) {
  const fact = (name, ...words) => h("div", {}, h("dt", {}, name), h("dd", {}, words));
  const part = (name) => `${row[name]} of ${row.taken} `
    + `(${Math.round(100 * row[`${name}_low`])} to ${share(row[`${name}_high`])})`;
  return h("dl", { class: "edge-facts" },
    fact("Credited", part("credited")),
    fact("Uncredited", part("uncredited")),
    fact("Credits another than the texts suggest", part("misnamed")),
    fact("The source's credit", `kept ${row.kept}, replaced ${row.replaced}, `
      + `left out ${row.absent}, added ${row.added}`),
    row.lags > 0 && fact("Median lag", median(row)));
}

function median(row) {
  const between = row.median_lag_low === null ? ""
    : `, between ${lag(row.median_lag_low)} and ${lag(row.median_lag_high)}`;
  return `${lag(row.median_lag_seconds)} (of ${count(row.lags, "text")}${between})`;
}
