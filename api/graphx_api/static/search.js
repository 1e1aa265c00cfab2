// Results of a search.

import { ask } from "./api.js";
import { h } from "./dom.js";
import { articleRow, paged } from "./lists.js";
import { marked } from "./marks.js";

const HOW = {
  id: "this id", url: "this URL", title: "in the title", text: "in the text",
  record: "in its outlet, id or URL",
};

export async function searchView({ query, signal }) {
  const words = (query.get("q") ?? "").trim();
  if (!words) {
    return { title: "Search", nodes: [h("h1", {}, "Search"),
      h("p", { class: "note" }, "Give words, a URL, a title or an id.")] };
  }
  const found = await ask("search", { q: words }, { signal });
  return {
    title: `Search: ${words}`,
    nodes: [
      h("h1", {}, "Search: ", h("span", { class: "asked" }, words)),
      paged(found, hitRow,
        "Nothing found. Every word has to occur; try fewer words, or the URL of the article."),
    ],
  };
}

function hitRow(hit) {
  const how = h("span", { class: "tag" }, HOW[hit.matched] ?? hit.matched);
  const lit = hit.words.map((each) => ({ ...each, kind: "found" }));
  return articleRow(hit.article, h("p", { class: "snippet" }, how, " ",
    hit.snippet && marked(hit.snippet, lit), hit.snippet && " …"));
}
