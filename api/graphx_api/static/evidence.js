// Two articles: how they stand to one another, why, and the passages they share, side by side.

import { ask, part } from "./api.js";
import { articleHref, h } from "./dom.js";
import { outletLink } from "./lists.js";
import { marked } from "./marks.js";
import { clueTable, edgeFacts, verb } from "./relations.js";
import { count, date, edit, share, spaced, title } from "./words.js";

export async function evidenceView({ parts: [left, right], signal }) {
  const [compared, trace, ...texts] = await Promise.all([
    ask("compare", { left, right }, { signal }),
    ask(`articles/${part(left)}/trace`, {}, { signal }),
    ask(`articles/${part(left)}`, {}, { signal }),
    ask(`articles/${part(right)}`, {}, { signal }),
  ]);
  const edge = edgeBetween(trace, compared.left.article_id, compared.right.article_id);
  return {
    title: "Shared passages",
    shown: () => toFirst(),
    nodes: [
      h("h1", {}, "Shared passages"),
      h("p", { class: "pair" }, ending(compared.left),
        h("span", { class: "verb" }, ` ${edge ? verb(edge) : "beside"} `), ending(compared.right)),
      edge ? edgeFacts(edge) : h("p", { class: "note" },
        "No relation between these two was worked out; a shared quotation alone makes none."),
      compared.match && h("p", { class: "facts" }, measured(compared)),
      edge?.clues?.length > 0 && h("details", { class: "why" },
        h("summary", {}, `Why: ${count(edge.clues.length, "clue")}`),
        edge.way === "derivation" ? clueTable(edge)
          : clueTable(edge, "In the first", "In the second")),
      edge?.edits?.length > 0 && editList(edge, texts),
      ...passages(compared, texts),
    ].filter(Boolean),
  };
}

function edgeBetween(trace, left, right) {
  const meets = (a, b) => (a === left && b === right) || (a === right && b === left);
  const derivation = trace.derivations.find((d) => d.copy === left && d.source === right)
    ?? trace.derivations.find((d) => meets(d.copy, d.source));
  if (derivation) return { ...derivation, way: "derivation" };
  const sibling = trace.siblings.find((pair) => meets(pair.left, pair.right));
  if (sibling) return { ...sibling, way: "sibling" };
  const pair = trace.undecided.find((each) => meets(each.left, each.right));
  if (!pair) return null;
  if (pair.left === left) return { ...pair, way: "undecided" };
  return {
    ...pair, left: pair.right, right: pair.left, left_is_source: pair.right_is_source,
    right_is_source: pair.left_is_source, way: "undecided",
  };
}

function ending(article) {
  return h("span", { class: "end" },
    h("a", { href: articleHref(article.article_id) }, title(article)),
    h("span", { class: "facts" }, " ", outletLink(article), `, ${date(article)}`));
}

function measured({ left, match }) {
  const straight = match.left_id === left.article_id;
  const [first, second] = straight
    ? [match.left_containment, match.right_containment]
    : [match.right_containment, match.left_containment];
  return `${spaced(match.relation)}: ${share(first)} of the first is in the second, `
    + `${share(second)} of the second in the first; ${count(match.shared_words, "shared word")}, `
    + `the longest passage ${count(match.longest_words, "word")}`;
}

function passages(compared, [left, right]) {
  if (left.text === null || right.text === null) {
    const lone = left.text === null ? right : left;
    return [h("p", { class: "note" },
      "Only one of the two texts was collected, so there are no words to set side by side. ",
      lone.text !== null && h("a", { href: articleHref(lone.article_id) },
        "Read the collected one"))];
  }
  if (!compared.passages.length) {
    return [h("p", { class: "note" }, "They share no passage long enough to tell.")];
  }
  return [
    h("p", { class: "facts" }, `${count(compared.passages.length, "passage")}; `,
      "choose one to see where the other text has it."),
    h("div", { class: "sides" }, side(left, compared.passages, "left"),
      side(right, compared.passages, "right")),
  ];
}

// What was done to the text, with the words that show it on each side.
function editList(edge, texts) {
  const text = new Map(texts.map((each) => [each.article_id, Array.from(each.text ?? "")]));
  const cut = (id, start, end) => {
    if (start === null || end === null) return null;
    const words = text.get(id).slice(start, end).join("").replace(/\s+/g, " ").trim();
    return words && h("q", {}, words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words);
  };
  return h("details", { class: "why" },
    h("summary", {}, `What was done to the text: ${count(edge.edits.length, "change")}`),
    h("div", { class: "wide" }, h("table", { class: "edits" },
      h("thead", {}, h("tr", {}, ["Change", "In the copy", "In the source"]
        .map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, edge.edits.map((made) => h("tr", {},
        h("td", { "data-head": "Change" }, edit(made.edit)),
        h("td", { "data-head": "In the copy" }, cut(edge.copy, made.copy_start, made.copy_end)),
        h("td", { "data-head": "In the source" },
          cut(edge.source, made.source_start, made.source_end))))))));
}

const LONGEST = 240; // the whole passage stands in the text below

// Long texts open where they first meet.
function toFirst() {
  for (const column of document.querySelectorAll(".side-text")) {
    const found = column.querySelector("mark.passage");
    if (found) column.scrollTop = Math.max(0, found.offsetTop - 60);
  }
}

function side(article, passages, name) {
  const marks = [
    ...passages.map((each, i) => ({
      start: each[`${name}_start`], end: each[`${name}_end`], kind: "passage",
      id: `${name}-${i + 1}`, number: i + 1,
    })),
    ...article.stretches.map((each) => ({ ...each, kind: "dim", label: spaced(each.kind) })),
  ];
  const other = name === "left" ? "right" : "left";
  const goTo = (event) => {
    const number = event.target.closest?.("mark.passage")?.dataset.passage;
    if (!number) return;
    for (const lit of document.querySelectorAll("mark.passage")) {
      lit.classList.toggle("chosen", lit.dataset.passage === number);
    }
    const found = document.getElementById(`${other}-${number}`);
    const column = found?.closest(".side-text");
    if (!column) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    column.scrollTo({
      top: found.offsetTop - 60, behavior: still ? "auto" : "smooth",
    });
  };
  const body = h("div", {
    class: "side-text text", tabindex: "0", role: "region", lang: article.language,
    "aria-label": `Text of ${title(article)}`, click: goTo,
    keydown: (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      if (event.target.matches?.("mark.passage")) {
        event.preventDefault();
        goTo(event);
      }
    },
  }, marked(article.text, marks));
  for (const lit of body.querySelectorAll("mark[id]")) {
    lit.tabIndex = 0;
    lit.setAttribute("role", "button");
  }
  return h("section", { class: "side" },
    h("h2", {}, title(article)), h("p", { class: "facts" }, outletLink(article)), body);
}
