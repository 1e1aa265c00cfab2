// A story's relations as the timeline and, with the same facts, as lists.

import { articleHref, evidenceHref, h } from "./dom.js";
import { growing, outletLink } from "./lists.js";
import { plan, timeline } from "./timeline.js";
import {
  count, date, dateNote, edits, FATE, lag, outlet, probability, share, spaced, STATUS, STATUSES,
  title, weight,
} from "./words.js";

// A source that is possible and no more; drawn dotted, and never told as where a text came from.
export function isOpen(edge) {
  return edge.way === "derivation" && !edge.decided && edge.status !== "contradicted";
}

// How many texts stand behind a story, in a sentence.
export function origins({ count: number, low, high }) {
  const range = low === high ? "" : `, ${low} to ${high} with 90 %`;
  return `${count(number, "independent origin")} behind them${range}`;
}

// Groups of near-duplicates, and how many of their pairs match.
export function groups(clusters) {
  return clusters.map(({ articles, cohesion }) =>
    `${count(articles, "near-duplicate")}, ${cohesion === 1 ? "all" : share(cohesion)} of whose `
      + "pairs match").join("; ");
}

export function storyNodes(trace, current) {
  const drawn = plan(trace, current);
  const known = new Map(trace.articles.map((article) => [article.article_id, article]));
  const own = (edge) => edge.from === current || edge.to === current;
  const mine = current ? drawn.edges.filter(own) : drawn.edges;
  const others = current ? drawn.edges.filter((edge) => !own(edge)) : [];
  const holder = h("div", { class: "picture" });
  const context = { known, numbers: drawn.numbers };
  return {
    picture: [
      drawn.lines.length || drawn.articles.length > 1
        ? holder
        : h("p", { class: "note" }, "Nothing ties this article to another one collected here."),
      drawn.lines.length > 0 && legend(drawn),
      quieted(holder, drawn, current),
      drawn.left > 0 && h("p", { class: "note" },
        `${count(drawn.left, "article")} of this story not drawn; the list of articles has all.`),
    ].filter(Boolean),
    articles: articleList(drawn, trace, current),
    relations: [
      drawn.large.length > 0 && commonSources(drawn.large, current, context),
      mine.length > 0
        && edgeSection(current ? "This article's relations" : "Relations", mine, context),
    ].filter(Boolean),
    elsewhere: others.length > 0 && h("details", { class: "elsewhere" },
      h("summary", {}, `Relations elsewhere in the story: ${others.length}`),
      edgeList(others, context)),
    changes: trace.changes.length > 0 && changeList(trace.changes, context),
    shown: () => keepDrawn(holder, drawn, current),
  };
}

// The picture is drawn for the width there is, and again when that changes.
function keepDrawn(holder, drawn, current) {
  let width = 0;
  const draw = () => {
    const now = Math.floor(holder.clientWidth);
    if (!now || now === width) return;
    width = now;
    holder.replaceChildren(timeline(drawn, current, width));
  };
  draw(); // at once, so that the page has its height when it is scrolled
  new ResizeObserver(draw).observe(holder);
}

const CROWDED = 40; // with more pairs from a third text than this, they hide who took it from whom

// Pairs from a third text that do not touch the article in view wait until they are asked for.
function quieted(holder, { lines: edges }, current) {
  const pairs = edges.filter((edge) =>
    edge.way === "sibling" && edge.from !== current && edge.to !== current).length;
  if (pairs <= CROWDED || pairs === edges.length) return false;
  const box = h("input", {
    type: "checkbox", change: () => holder.classList.toggle("quiet", !box.checked),
  });
  holder.classList.add("quiet");
  return h("label", { class: "note choice" }, box,
    ` Draw ${count(pairs, "pair")} of articles that both took from a third text`);
}

function legend({ lines: edges, articles }) {
  const present = (status) => edges.some((edge) => edge.status === status);
  const way = (name) => edges.some((edge) => edge.way === name);
  const key = (name, words) => h("li", {}, h("span", { class: `key ${name}` }), words);
  return h("ul", { class: "legend", "aria-label": "Legend" },
    STATUSES.filter(present).map((status) =>
      key(status, h("span", {}, h("b", {}, status), `: ${STATUS[status]}`))),
    way("sibling") && key("sibling", "both from a third text"),
    (way("undecided") || edges.some(isOpen))
      && key("undecided", "undecided who took it from whom"),
    articles.some((article) => !article.collected)
      && key("hollow", "credited, text not collected"));
}

// Who shares one text that nobody collected, without a card for each pair.
function commonSources(sources, current, { known, numbers }) {
  return h("section", {}, h("h3", {}, sources.length > 1 ? "Common sources" : "Common source"),
    h("div", { class: "edges" }, sources.map(({ articles, pairs, low, high }) => {
      const members = new Set(articles);
      const rows = [...known.values()].filter(({ article_id: id }) => members.has(id));
      const possible = articles.length * (articles.length - 1) / 2;
      const sure = [...new Set([probability(low), probability(high)])].join(" to ");
      return h("article", { class: "card sibling" },
        h("p", { class: "ends" }, `${count(articles.length, "article")} share a text that nobody `
          + "collected", members.has(current) ? "; this article is one of them." : "."),
        h("p", { class: "facts" }, `Of ${pairs.toLocaleString("en")} of their `
          + `${count(possible, "pair")} both probably took it from there, neither from the other, `
          + `${sure}.`),
        h("details", {}, h("summary", {}, "Which articles"),
          growing(h("ul", { class: "rows" }), rows, (article) => h("li", { class: "row" },
            badge(article, numbers), " ",
            h("a", { href: articleHref(article.article_id) }, title(article)),
            h("span", { class: "facts" }, ` ${outlet(article)}, ${date(article)}`)),
          (button) => h("li", {}, button))));
    })));
}

function articleList({ all: articles, numbers }, trace, current) {
  const origins = new Map(trace.origins.map((o) => [o.article, o.probability]));
  return h("section", {}, h("h3", {}, "Articles of the story"),
    h("div", { class: "wide" }, h("table", { class: "facts-table" },
      h("thead", {}, h("tr", {}, ["", "Article", "Outlet", "Date", "No source among these"]
        .map((words) => h("th", { scope: "col" }, words)))),
      growing(h("tbody"), articles, (article) => {
        const id = article.article_id;
        const own = origins.get(id);
        return h("tr", { class: id === current ? "current" : null },
          h("td", { class: "number" }, badge(article, numbers)),
          h("td", { "data-head": "Article" },
            h("a", { href: articleHref(id) }, title(article)),
            own === undefined && h("span", { class: "tag" }, "another story")),
          h("td", { "data-head": "Outlet" }, outletLink(article)),
          h("td", { "data-head": "Date", title: dateNote(article) }, date(article)),
          h("td", { "data-head": "No source among these", class: "number" },
            own === undefined || !article.collected ? "" : probability(own)));
      }, (button) => h("tr", {}, h("td", { colspan: 5 }, button))))));
}

function badge(article, numbers) {
  return h("span", { class: article.collected ? "badge" : "badge stub" },
    numbers.get(article.article_id));
}

function edgeSection(words, edges, context) {
  return h("section", {}, h("h3", {}, words), edgeList(edges, context));
}

function edgeList(edges, context) {
  return growing(h("div", { class: "edges" }), edges, (edge) => edgeCard(edge, context));
}

function edgeCard(edge, { known, numbers }) {
  const named = (id) => h("span", { class: "end" }, badge(known.get(id), numbers), " ",
    h("a", { href: articleHref(id) }, title(known.get(id))),
    h("span", { class: "facts" }, ` ${outlet(known.get(id))}`));
  const directed = edge.way === "derivation";
  const [left, right] = directed ? [edge.copy, edge.source] : [edge.left, edge.right];
  const bothCollected = known.get(left).collected && known.get(right).collected;
  const evidence = h("a", { class: "to-evidence", href: evidenceHref(left, right) },
    bothCollected ? "Shared passages" : "Evidence");
  const open = isOpen(edge) ? " open" : "";
  return h("article", { class: `card ${directed ? edge.status : edge.way}${open}` },
    h("p", { class: "ends" }, named(left),
      h("span", { class: "verb" }, ` ${verb(edge)} `), named(right)),
    edgeFacts(edge, evidence, known),
    edge.clues?.length > 0 && h("details", {}, h("summary", {}, count(edge.clues.length, "clue")),
      directed ? clueTable(edge) : clueTable(edge, "In the first", "In the second")));
}

export function verb(edge) {
  if (edge.way === "sibling") return "shares text from a third source with";
  if (edge.way === "undecided") return "shares text, undecided who came first, with";
  if (edge.status === "claimed") return "credits";
  if (isOpen(edge)) return "credits, undecided whether derived from,";
  if (edge.status === "contradicted") return "credits, though evidence disagrees,";
  return "probably derived from";
}

export function edgeFacts(edge, link, known) {
  const last = link && h("div", {}, h("dt", {}, ""), h("dd", {}, link));
  const fact = (name, ...words) => h("div", {}, h("dt", {}, name), h("dd", {}, words));
  if (edge.way === "undecided") {
    return h("dl", { class: "edge-facts" },
      fact("First took from second", probability(edge.right_is_source)),
      fact("Second took from first", probability(edge.left_is_source)),
      fact("Neither from the other", probability(edge.common_source)), last);
  }
  if (edge.way === "sibling") {
    return h("dl", { class: "edge-facts" },
      fact("Both from a third", probability(edge.probability)), last);
  }
  return h("dl", { class: "edge-facts" },
    fact("Status", h("span", { class: `status ${edge.status}` }, edge.status)),
    fact("Probability", probability(edge.probability), isOpen(edge) && ", undecided"),
    edge.stability !== null
      && h("div", { title: "Dates are moved about within what is known of them" },
        h("dt", {}, "Held"), h("dd", {}, `in ${share(edge.stability)} of date changes`)),
    fact("Lag", lag(edge.lag_seconds)),
    fact("Kind", spaced(edge.kind)),
    last,
    edge.edits.length > 0
      && h("div", { class: "reason" }, h("dt", {}, "Changes to the text"),
        h("dd", {}, edits(edge.edits))),
    FATE[edge.credit] && known?.get(edge.source)?.collected !== false
      && h("div", { class: "reason" }, h("dt", {}, "Credit"), h("dd", {}, FATE[edge.credit])),
    h("div", { class: "reason" }, h("dt", {}, "Because"), h("dd", {}, edge.reason)));
}

// The weights from the start to the sum, so that a reader can add them up.
export function clueTable(edge, left = "In the copy", right = "In the source") {
  const weighed = edge.prior !== null && edge.prior !== undefined;
  const total = edge.clues.reduce((sum, clue) => sum + clue.weight, edge.prior ?? 0);
  return h("div", { class: "wide" }, h("table", { class: "clues" },
    h("thead", {}, h("tr", {}, ["Weight", "Clue", left, right]
      .map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {},
      weighed && clueRow(edge.prior, ["Before any clue"]),
      edge.clues.map((clue) => h("tr", {},
        h("td", { class: "number", "data-head": "Weight" }, weight(clue.weight)),
        h("td", { "data-head": "Clue" }, h("b", {}, spaced(clue.name)), " ", clue.detail),
        h("td", { "data-head": left }, clue.left_quote && h("q", {}, clue.left_quote)),
        h("td", { "data-head": right }, clue.right_quote && h("q", {}, clue.right_quote)))),
      weighed && clueRow(total, sum(total, edge.probability), "sum"))));
}

function clueRow(value, words, name = null) {
  return h("tr", { class: name }, h("td", { class: "number", "data-head": "Weight" }, weight(value)),
    h("td", { colspan: 3 }, words));
}

function sum(total, told) {
  const itself = 1 / (1 + Math.exp(-total));
  const [alone, beside] = [probability(itself), probability(told)];
  if (alone === beside) return ["In all, which is ", h("b", {}, beside)];
  // Twins word for word count as one source; all other possibilities take from it.
  return [`In all: ${alone} by itself, `, h("b", {}, beside),
    told > itself ? " with its word-for-word twins" : " beside other possibilities"];
}

function changeList(changes, { known }) {
  return h("section", {}, h("h3", {}, "What later arrivals did to claims"),
    h("ul", { class: "credits" }, changes.map((change) => h("li", {},
      h("p", {}, h("span", { class: `status ${change.event}` }, change.event), " ",
        h("a", { href: articleHref(change.subject) }, title(known.get(change.subject))),
        h("span", { class: "facts" }, ` ${change.at.slice(0, 10)}`)),
      h("p", {}, change.detail)))));
}
