// A pasted text: its credits, and where its passages appear.

import { ask } from "./api.js";
import { h } from "./dom.js";
import { articleRow, growing } from "./lists.js";
import { marked } from "./marks.js";
import { count, share, spaced } from "./words.js";

export function checkView() {
  const answer = h("div", { "aria-live": "polite" });
  const box = h("textarea", {
    id: "text", rows: 10, required: true, placeholder: "Paste the text of an article",
  });
  const button = h("button", { type: "submit" }, "Check");
  const form = h("form", {
    class: "check",
    submit: async (event) => {
      event.preventDefault();
      const text = box.value;
      if (!text.trim()) return;
      button.disabled = true;
      answer.replaceChildren(h("p", { class: "note" }, "Checking …"));
      try {
        answer.replaceChildren(...report(text, await ask("check", {}, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ text }),
        })));
      } catch (error) {
        answer.replaceChildren(h("p", { class: "note", role: "alert" }, error.message));
      } finally {
        button.disabled = false;
      }
    },
  }, h("label", { for: "text" }, "Text"), box, button);
  return {
    title: "Check a text",
    nodes: [
      h("h1", {}, "Check a text"),
      h("p", { class: "facts" }, "Finds whom a text credits, and which collected articles share ",
        "passages with it. Nothing of it is kept."),
      form,
      answer,
    ],
  };
}

function report(text, { credits, mentions, outgoing, matches }) {
  const placed = (each) => each.start !== null && each.end !== null;
  const lit = (rows, kind) => rows.filter(placed).map((each) => ({
    start: each.start, end: each.end, kind, label: kind === "credit" ? spaced(each.kind) : null,
    title: each.source_outlet_name ?? each.source_name ?? "unnamed",
  }));
  const passages = matches.flatMap(({ passages: shared }) => shared.map((each) => ({
    start: each.left_start, end: each.left_end, kind: "passage",
  })));
  return [
    h("h2", {}, "Articles that share text"),
    matches.length
      ? growing(h("ul", { class: "rows" }), matches, (match) => articleRow(match.article,
        h("p", { class: "facts" }, h("span", { class: "tag" }, spaced(match.relation)),
          ` ${share(match.text_containment)} of the text is in it, `
          + `${share(match.article_containment)} of it in the text; `
          + `${count(match.passages.length, "passage")}`)), (button) => h("li", {}, button))
      : h("p", { class: "note" }, "No collected article shares a passage with it."),
    h("h2", {}, "The text"),
    credits.length + mentions.length + outgoing.length === 0
      && h("p", { class: "note" }, "No credit was found in it."),
    h("p", { class: "facts key-line" }, h("mark", { class: "credit" }, "credit"), " ",
      h("mark", { class: "mention" }, "mention"), " ",
      h("mark", { class: "passage" }, "shared passage")),
    h("div", { class: "text" }, marked(text, [...lit([...credits, ...outgoing], "credit"),
      ...lit(mentions, "mention"), ...passages])),
  ].filter(Boolean);
}
