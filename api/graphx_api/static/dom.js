// Elements from values. Strings always become text nodes: what was scraped is never read as markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

export function h(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function s(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

// A link out of this page, only to the web; anything else stays plain text.
export function outward(url, words = url) {
  if (!/^https?:\/\//i.test(url ?? "")) return words ?? "";
  return h("a", { href: url, rel: "noopener noreferrer external", class: "outward" }, words);
}

export function articleHref(id) {
  return `#/article/${encodeURIComponent(id)}`;
}

export function storyHref(id) {
  return `#/story/${encodeURIComponent(id)}`;
}

export function outletHref(id) {
  return `#/outlet/${encodeURIComponent(id)}`;
}

export function evidenceHref(left, right) {
  return `#/evidence/${encodeURIComponent(left)}/${encodeURIComponent(right)}`;
}
