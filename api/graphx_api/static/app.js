// The page: reads where it is from the URL, asks the service, shows the answer.

import { h } from "./dom.js";
import { articleView } from "./article.js";
import { auditView } from "./audit.js";
import { checkView } from "./check.js";
import { evidenceView } from "./evidence.js";
import { outletView, outletsView } from "./outlets.js";
import { searchView } from "./search.js";
import { startView, storiesView } from "./start.js";
import { storyView } from "./story.js";

const ROUTES = [
  [/^\/?$/, startView],
  [/^\/search$/, searchView],
  [/^\/article\/([^/]+)$/, articleView],
  [/^\/story\/([^/]+)$/, storyView],
  [/^\/stories$/, storiesView],
  [/^\/evidence\/([^/]+)\/([^/]+)$/, evidenceView],
  [/^\/outlets$/, outletsView],
  [/^\/outlet\/([^/]+)$/, outletView],
  [/^\/audit$/, auditView],
  [/^\/check$/, checkView],
];

const PATIENCE_MS = 150; // a quicker answer shows without a flash of "Loading"

const main = document.getElementById("main");
const status = document.getElementById("status");
const box = document.getElementById("q");
const scrolled = new Map();
let shown = null;
let following = false;
let turn = null;

function place() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split("?", 2);
  return { path: path || "/", query: new URLSearchParams(query) };
}

async function show() {
  const here = location.hash;
  if (here === "#main") {
    main.focus();
    return;
  }
  if (shown !== null) scrolled.set(shown, scrollY);
  const first = shown === null;
  shown = here;
  turn?.abort();
  turn = new AbortController();
  const { signal } = turn;
  const { path, query } = place();
  box.value = path === "/search" ? query.get("q") ?? "" : "";
  main.setAttribute("aria-busy", "true");
  const waiting = setTimeout(() => {
    main.replaceChildren(h("p", { class: "note loading" }, "Loading …"));
    status.textContent = "Loading";
  }, PATIENCE_MS);
  let view;
  try {
    view = await viewOf(path, query, signal);
  } catch (error) {
    if (signal.aborted) return;
    view = failure(error);
  } finally {
    clearTimeout(waiting);
  }
  if (signal.aborted) return;
  main.replaceChildren(...view.nodes);
  main.removeAttribute("aria-busy");
  document.title = view.title ? `${view.title} · graphx` : "graphx";
  status.textContent = view.title ?? "";
  view.shown?.();
  scrollTo(0, following ? 0 : scrolled.get(here) ?? 0);
  following = false;
  if (!first) {
    const heading = main.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }
}

async function viewOf(path, query, signal) {
  for (const [pattern, view] of ROUTES) {
    const found = pattern.exec(path);
    if (found) return view({ parts: found.slice(1).map(decode), query, signal });
  }
  return failure({ title: "Nothing here", message: "This address leads to no view." });
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function failure(error) {
  const missing = error.status === 404;
  return {
    title: missing ? "Not found" : "No answer",
    nodes: [
      h("h1", {}, missing ? "Not found" : error.title ?? "No answer"),
      h("p", { class: "note", role: "alert" }, error.message),
      h("p", {}, h("a", { href: "#/" }, "Back to the start")),
    ],
  };
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("a")) following = true;
});

document.getElementById("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = box.value.trim();
  if (!words) return;
  following = true;
  location.hash = `#/search?${new URLSearchParams({ q: words })}`;
});

history.scrollRestoration = "manual";
addEventListener("hashchange", show);
show();
