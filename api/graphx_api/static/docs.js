// The addresses of the service, read from its own description.

import { h } from "./dom.js";

const box = document.getElementById("routes");

// What stands between backticks is code.
function prose(words) {
  return (words ?? "").split("`").map((piece, i) => (i % 2 ? h("code", {}, piece) : piece));
}

function parameterRow({ name, in: place, required, description, schema }) {
  return h("tr", {},
    h("td", { "data-head": "Name" }, h("code", {}, name)),
    h("td", { "data-head": "Where" }, place),
    h("td", { "data-head": "Needed" }, required ? "yes" : schema?.default ?? "no"),
    h("td", { "data-head": "Meaning" }, prose(description)));
}

function routeOf(path, method, told) {
  const heads = ["Name", "Where", "Needed", "Meaning"];
  return h("section", { class: "route" },
    h("h2", {}, h("code", {}, `${method.toUpperCase()} ${path}`)),
    h("p", {}, prose(told.description ?? told.summary)),
    told.parameters?.length > 0 && h("table", { class: "facts-table" },
      h("thead", {}, h("tr", {}, heads.map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, told.parameters.map(parameterRow))));
}

try {
  const described = await (await fetch("/openapi.json")).json();
  box.replaceChildren(
    ...described.info.description.trim().split("\n\n").map((words) => h("p", {}, prose(words))),
    ...Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, told]) => routeOf(path, method, told))),
  );
} catch {
  box.replaceChildren(h("p", { class: "note", role: "alert" }, "The description did not load."));
}
