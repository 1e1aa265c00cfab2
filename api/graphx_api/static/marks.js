// A text with parts of it lit. Offsets count code points, as the service does, not UTF-16 units.

import { h } from "./dom.js";

// What shows where several lie on one stretch, the strongest first.
const LIT = ["credit", "passage", "mention", "found"];

// marks: [{start, end, kind: "credit" | "mention" | "passage" | "found" | "dim", …}]
export function marked(text, marks) {
  const points = Array.from(text);
  const blank = text.length - text.trimStart().length; // white space lies in the basic plane
  const sound = marks.filter((mark) => mark.start >= 0 && mark.start < mark.end
    && mark.end <= points.length);
  const bounds = [blank, points.length, ...sound.flatMap((mark) => [mark.start, mark.end])];
  const cuts = [...new Set(bounds)].filter((cut) => cut >= blank).sort((a, b) => a - b);
  const starts = [...sound].sort((a, b) => a.start - b.start);
  let open = [];
  let following = 0;
  const pieces = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    open = open.filter((mark) => mark.end > from);
    while (following < starts.length && starts[following].start <= from) {
      if (starts[following].end > from) open.push(starts[following]);
      following += 1;
    }
    pieces.push(piece(tidy(points.slice(from, to).join("")), open, from, to));
  }
  return pieces;
}

// Runs of blank lines and indentation are layout of the page the text was taken from.
function tidy(words) {
  return words.replace(/[^\S\n]*\n[^\S\n]*/g, "\n").replace(/\n{3,}/g, "\n\n");
}

function piece(words, open, from, to) {
  const dim = open.find((mark) => mark.kind === "dim");
  const lit = LIT.map((kind) => open.find((mark) => mark.kind === kind)).find(Boolean);
  let node = document.createTextNode(words);
  if (lit) {
    const last = lit.end === to;
    node = h("mark", {
      class: lit.kind,
      id: lit.start === from ? lit.id : null,
      title: lit.title,
      "data-label": last ? lit.label : null,
      "data-number": lit.start === from ? lit.number : null,
      "data-passage": lit.number,
    }, node);
  }
  if (dim) node = h("span", { class: "dim", title: dim.label }, node);
  return node;
}
