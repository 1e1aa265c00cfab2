// Rows of articles, stories and edges, and pages of them.

import { follow } from "./api.js";
import { articleHref, h, outletHref, storyHref } from "./dom.js";
import { count, date, dateNote, outlet, title } from "./words.js";

export function articleRow(article, extra) {
  return h("li", { class: article.collected ? "row" : "row stub" },
    h("a", { class: "title", href: articleHref(article.article_id) }, title(article)),
    h("p", { class: "facts" }, outletLink(article), " · ",
      h("span", { title: dateNote(article) }, date(article)),
      article.collected ? ` · ${count(article.words, "word")}` : " · credited, not collected"),
    extra);
}

export function outletLink(article) {
  if (!article.outlet_id) return outlet(article);
  return h("a", { href: outletHref(article.outlet_id) }, outlet(article));
}

export function storyRow(story) {
  const facts = [count(story.articles, "article"), count(story.outlets, "outlet")];
  if (story.stubs) facts.push(`${count(story.stubs, "credited text")} not collected`);
  const days = [story.published_earliest, story.published_latest].map((d) => d?.slice(0, 10));
  if (days[0]) facts.push(days[0] === days[1] ? days[0] : `${days[0]} to ${days[1]}`);
  return h("li", { class: "row" },
    h("a", { class: "title", href: storyHref(story.story_id) }, story.title ?? "(no headline)"),
    h("p", { class: "facts" }, facts.join(" · ")));
}

const AT_ONCE = 20; // rows shown before somebody asks for all

// A box of rows of which the first few show until somebody asks for all.
export function growing(box, things, row, wrapped = (button) => button) {
  box.append(...things.slice(0, AT_ONCE).map((thing) => row(thing)));
  if (things.length <= AT_ONCE) return box;
  const more = wrapped(h("button", {
    type: "button",
    class: "more",
    click: () => {
      const rest = things.slice(AT_ONCE).map((thing) => row(thing));
      more.replaceWith(...rest);
      rest[0].querySelector("a")?.focus();
    },
  }, `Show all ${things.length}`));
  box.append(more);
  return box;
}

// A list that grows by a button, following the service's own links.
export function paged(page, row, empty) {
  if (!page.items.length) return h("p", { class: "note" }, empty);
  const list = h("ul", { class: "rows" }, page.items.map((item) => row(item)));
  const box = h("div", {}, list);
  let next = page.next;
  if (!next) return box;
  const more = h("button", {
    type: "button",
    class: "more",
    click: async () => {
      more.disabled = true;
      try {
        const rest = await follow(next);
        const first = list.children.length;
        list.append(...rest.items.map((item) => row(item)));
        list.children[first]?.querySelector("a")?.focus();
        next = rest.next;
        if (!next) more.remove();
      } catch (error) {
        more.after(h("p", { class: "note", role: "alert" }, error.message));
      } finally {
        more.disabled = false;
      }
    },
  }, "Show more");
  box.append(more);
  return box;
}
