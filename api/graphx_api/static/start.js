// The first page: what this is, how much there is of it, the largest stories, the newest articles.

import { ask } from "./api.js";
import { h } from "./dom.js";
import { articleRow, paged, storyRow } from "./lists.js";

const SHOWN = 8;

export async function startView({ signal }) {
  const [health, stories, articles] = await Promise.all([
    ask("health", {}, { signal }),
    ask("stories", { limit: SHOWN }, { signal }),
    ask("articles", { limit: SHOWN, collected: true }, { signal }),
  ]);
  return {
    title: null,
    nodes: [
      h("section", { class: "lead" },
        h("h1", {}, "How an article spread"),
        h("p", {}, "Look up an article to see whom it credits, with whom it shares text, and ",
          "from whom it was probably taken. Every judgement comes with its probability, its ",
          "reasons and the words behind it.")),
      counts(health.counts),
      health.projection_behind && h("p", { class: "note", role: "status" },
        "The graph store answers from an older snapshot than the texts; relations may lag."),
      h("div", { class: "columns" },
        h("section", {}, h("h2", {}, "Largest stories"),
          list(stories, storyRow, "No story yet.")),
        h("section", {}, h("h2", {}, "Newest articles"),
          list(articles, articleRow, "No article yet. Add some with: graphx run"))),
    ].filter(Boolean),
  };
}

export async function storiesView({ signal }) {
  const stories = await ask("stories", {}, { signal });
  return {
    title: "Stories",
    nodes: [
      h("h1", {}, "Stories"),
      h("p", { class: "facts" },
        "A story holds everything that reuse and credits connect; the largest first."),
      paged(stories, storyRow, "No story yet."),
    ],
  };
}

function list(page, row, empty) {
  if (!page.items.length) return h("p", { class: "note" }, empty);
  return h("ul", { class: "rows" }, page.items.map((item) => row(item)));
}

function counts(numbers) {
  const shown = [
    ["articles", "articles"],
    ["stubs", "credited, not collected"],
    ["outlets", "outlets"],
    ["stories", "stories"],
    ["credits", "credits"],
    ["derivations", "derivations"],
    ["siblings", "pairs with a common source"],
    ["undecided", "undecided pairs"],
  ];
  return h("dl", { class: "counts" }, shown.map(([name, words]) =>
    h("div", {}, h("dt", {}, words), h("dd", {}, numbers[name].toLocaleString("en")))));
}
