// One article: what it is, what it says of its source, where it probably came from, its text.

import { ask, part } from "./api.js";
import { articleHref, h, outward, storyHref } from "./dom.js";
import { outletLink } from "./lists.js";
import { marked } from "./marks.js";
import { isOpen, origins, storyNodes } from "./relations.js";
import { count, date, dateNote, outlet, probability, spaced, title } from "./words.js";

export async function articleView({ parts: [id], signal }) {
  const name = part(id);
  const [article, said, trace] = await Promise.all([
    ask(`articles/${name}`, {}, { signal }),
    ask(`articles/${name}/credits`, {}, { signal }),
    ask(`articles/${name}/trace`, {}, { signal }),
  ]);
  const story = storyNodes(trace, article.article_id);
  return {
    title: title(article),
    shown: story.shown,
    nodes: [
      h("article", {},
        heading(article),
        h("section", { class: "summary" }, summary(article, trace)),
        h("section", {}, h("h2", {}, "How it spread ",
          h("a", { class: "aside", href: storyHref(article.story_id) }, "whole story")),
        story.picture, story.relations, story.changes),
        h("section", {}, h("h2", {}, "What it says of its sources"), credits(said)),
        h("section", {}, h("h2", {}, "Text"), text(article, said)),
        h("section", {}, h("h2", {}, "Its story"), story.articles, story.elsewhere)),
    ],
  };
}

function heading(article) {
  return h("header", { class: "article-head" },
    h("h1", {}, title(article)),
    h("p", { class: "facts" }, outletLink(article), " · ", date(article),
      h("span", { class: "quiet" }, ` (${dateNote(article)})`)),
    article.authors.length > 0 && h("p", { class: "facts" }, `By ${article.authors.join(", ")}`),
    !article.collected && h("p", { class: "note" },
      "Other articles credit this text; it was never collected, so nothing is known of its words."),
    h("p", { class: "facts links" },
      article.url && h("span", {}, "Fetched from ", outward(article.url)),
      article.canonical_url && article.canonical_url !== article.url
        && h("span", {}, "Names as canonical ", outward(article.canonical_url)),
      article.collected && h("span", {}, count(article.words, "word"),
        article.language ? `, language ${article.language}` : "")));
}

function summary(article, trace) {
  const me = article.article_id;
  const known = new Map(trace.articles.map((each) => [each.article_id, each]));
  const link = (id) => {
    const other = known.get(id);
    const words = !other.collected && other.outlet_name ? outlet(other)
      : other.outlet_name ? `${title(other)} (${outlet(other)})` : title(other);
    return h("a", { href: articleHref(id) }, words);
  };
  const lines = [];
  const sources = trace.derivations.filter((d) => d.copy === me)
    .sort((a, b) => b.probability - a.probability);
  for (const edge of sources) {
    const opening = { claimed: "Credits ", contradicted: "Credits, though evidence disagrees, " };
    const open = isOpen({ ...edge, way: "derivation" });
    const words = opening[edge.status] ?? (open ? "Credits " : "Probably derived from ");
    lines.push([words, link(edge.source),
      ` (${probability(edge.probability)}${open ? ", undecided" : ""}, `,
      h("span", { class: `status ${edge.status}` }, edge.status), `: ${edge.reason}).`]);
  }
  const origin = trace.origins.find((each) => each.article === me);
  if (article.collected && !sources.length && origin) {
    lines.push([`No source of it among these articles (${probability(origin.probability)}).`]);
  }
  const dated = trace.articles.filter((a) => a.published_earliest && a.collected
    && a.story_id === article.story_id);
  if (dated.length > 1 && isEarliest(article, dated)) {
    lines.push(["Earliest observed article of its story."]);
  }
  if (trace.story.articles > 1) {
    lines.push([`One of ${count(trace.story.articles, "collected article")} of its story; `,
      `${origins(trace.independent_origins)}.`]);
  }
  const copies = trace.derivations.filter((d) => d.source === me && d.decided);
  if (copies.length) {
    lines.push([`${count(copies.length, "article")} probably derived from it: `,
      listed(copies, (edge) => [link(edge.copy), ` (${probability(edge.probability)})`])]);
  }
  const beside = (pairs) => pairs.filter((pair) => pair.left === me || pair.right === me)
    .map((pair) => ({ id: pair.left === me ? pair.right : pair.left, p: pair.probability }));
  const siblings = beside(trace.siblings);
  if (siblings.length) {
    lines.push(["Shares text from a third source with ",
      listed(siblings, ({ id, p }) => [link(id), ` (${probability(p)})`])]);
  }
  const undecided = beside(trace.undecided);
  if (undecided.length) {
    lines.push(["Who came first is undecided between it and ",
      listed(undecided, ({ id }) => link(id))]);
  }
  return h("ul", {}, lines.map((line) => h("li", {}, line)));
}

const MOST_NAMED = 5; // the tables name them all

function listed(things, words) {
  return [things.slice(0, MOST_NAMED).map((thing, i) => [i ? ", " : "", words(thing)]),
    things.length > MOST_NAMED ? ` and ${things.length - MOST_NAMED} more.` : "."];
}

// Others may mean the same moment; the earliest one ends before any other begins.
function isEarliest(article, dated) {
  if (!article.published_latest) return false;
  return dated.every((other) => other.article_id === article.article_id
    || Date.parse(article.published_latest) < Date.parse(other.published_earliest));
}

function credits({ credits: said, mentions, outgoing }) {
  const rows = [
    ...said.map((each) => ["credits", each]),
    ...outgoing.map((each) => ["also ran at", each]),
    ...mentions.map((each) => ["mentions", each]),
  ];
  if (!rows.length) return h("p", { class: "note" }, "No credit was found in it.");
  return h("ul", { class: "credits" }, rows.map(([way, each]) => h("li", { class: way },
    h("p", {}, h("span", { class: "tag" }, spaced(each.kind)), ` ${way} `,
      h("b", {}, each.source_outlet_name ?? each.source_name ?? "a source it does not name"),
      each.author && `, author ${each.author}`, each.date && `, dated ${each.date}`),
    h("p", {}, h("q", {}, each.quote),
      h("span", { class: "quiet" },
        ` ${each.field === "text" ? "in the text" : `in its ${each.field}`}`)))));
}

function text(article, said) {
  if (article.text === null) {
    return h("p", { class: "note" }, "The text was not collected.");
  }
  const placed = (each) => each.start !== null && each.end !== null;
  const marks = [
    ...article.stretches.map((each) => ({ ...each, kind: "dim", label: spaced(each.kind) })),
    ...[...said.credits, ...said.outgoing].filter(placed).map((each) => ({
      start: each.start, end: each.end, kind: "credit", label: spaced(each.kind),
      title: `${spaced(each.kind)}: ${each.source_outlet_name ?? each.source_name ?? "unnamed"}`,
    })),
    ...said.mentions.filter(placed).map((each) => ({
      start: each.start, end: each.end, kind: "mention",
      title: `${spaced(each.kind)}: ${each.source_outlet_name ?? each.source_name ?? "unnamed"}`,
    })),
  ];
  return [
    h("p", { class: "facts key-line" },
      h("mark", { class: "credit" }, "credit"), " ", h("mark", { class: "mention" }, "mention"),
      " ", h("span", { class: "dim" }, "not body: left out of matching")),
    h("div", { class: "text", lang: article.language }, marked(article.text, marks)),
  ];
}
