// One story, without an article in view.

import { ask, part } from "./api.js";
import { h } from "./dom.js";
import { groups, origins, storyNodes } from "./relations.js";
import { count } from "./words.js";

export async function storyView({ parts: [id], signal }) {
  const trace = await ask(`stories/${part(id)}`, {}, { signal });
  const story = storyNodes(trace, null);
  const { articles, stubs, outlets } = trace.story;
  return {
    title: trace.story.title ?? "(no headline)",
    shown: story.shown,
    nodes: [
      h("h1", {}, trace.story.title ?? "(no headline)"),
      h("p", { class: "facts" }, `Story of ${count(articles, "article")} at `,
        count(outlets, "outlet"), stubs ? `; ${count(stubs, "credited text")} not collected` : "",
        articles > 1 && `; ${origins(trace.independent_origins)}`,
        trace.clusters.length > 0 && `; ${groups(trace.clusters)}`),
      ...story.picture,
      story.articles,
      story.relations,
      story.changes,
    ].flat().filter(Boolean),
  };
}
