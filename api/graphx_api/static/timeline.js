// A story in time: left to right, a lane an outlet, arrows from source to copy.
// Undated articles stand apart on the left, where what they gave is to the right of them. Every article has a number; the list below repeats it.

import { articleHref, evidenceHref, s } from "./dom.js";
import { dateNote, date, outlet, probability, shortly, title } from "./words.js";

const RADIUS = 10;
const ROW = 30; // height of one row of nodes within a lane
const HEAD = 20; // height of a lane's name
const SIDE = 16;
const AXIS = 26;
const MOST = 250; // more nodes than this are a smear; the nearest ones are drawn
const FEW = 60; // up to so many articles, all are drawn
const LOOSE = 12; // of more, so many that nothing ties to another
const LABELLED = 14; // with more arrows than this, only those of the article in view say their p

const MINUTE = 60e3;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY,
  7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 182 * DAY, 365 * DAY, 730 * DAY, 1826 * DAY, 3652 * DAY];

// What is told of a trace: edges, articles in the order of their numbers, and which of both are
// drawn.  Pairs of a large common source say the same many times, and dots that nothing ties to
// another say little: of many, the earliest stand for all.
export function plan(trace, current) {
  const large = trace.common_sources.filter(isLarge);
  const group = new Map(large.flatMap((source, i) => source.articles.map((id) => [id, i])));
  const edges = [
    ...trace.derivations.map((d) => ({ ...d, from: d.source, to: d.copy, way: "derivation" })),
    ...trace.siblings.map((p) => ({ ...p, from: p.left, to: p.right, way: "sibling" })),
    ...trace.undecided.map((p) => ({ ...p, from: p.left, to: p.right, way: "undecided" })),
  ];
  const repeats = (edge) => edge.way === "sibling" && group.has(edge.left)
    && group.get(edge.left) === group.get(edge.right);
  const lines = edges.filter((edge) => !repeats(edge));
  const near = nearest(tied(trace.articles, lines, current), lines, current);
  const articles = trace.articles.filter((a) => near.has(a.article_id));
  return {
    all: trace.articles,
    articles,
    numbers: new Map(trace.articles.map((article, i) => [article.article_id, i + 1])),
    edges,
    lines: lines.filter((edge) => near.has(edge.from) && near.has(edge.to)),
    large,
    left: trace.articles.length - articles.length,
  };
}

// As many pairs as the service no longer lists one by one.
function isLarge({ pairs }) {
  return pairs > 40;
}

// Articles that an edge ties to another, the one in view, and of many others the earliest.
function tied(articles, edges, current) {
  if (articles.length <= FEW) return articles;
  const held = new Set(edges.flatMap((edge) => [edge.from, edge.to])).add(current);
  let loose = 0;
  return articles.filter((article) => {
    if (held.has(article.article_id)) return true;
    loose += 1;
    return loose <= LOOSE;
  });
}

function nearest(articles, edges, current) {
  const all = articles.map((article) => article.article_id);
  if (all.length <= MOST) return new Set(all);
  const beside = new Map(all.map((id) => [id, []]));
  for (const { from, to } of edges) {
    beside.get(from)?.push(to);
    beside.get(to)?.push(from);
  }
  const found = new Set([current ?? all[0]]);
  for (const id of found) {
    for (const next of beside.get(id) ?? []) {
      if (found.size < MOST) found.add(next);
    }
  }
  for (const id of all) if (found.size < MOST) found.add(id);
  return found;
}

export function timeline(drawn, current, width) {
  const { articles, numbers, lines: edges } = drawn;
  const dated = articles.filter((a) => a.published_earliest);
  const apart = articles.length - dated.length;
  const times = drawnTimes(dated, edges);
  const scale = timeScale([...times.values()], width, apart);
  const lanes = lanesOf(articles, times, scale);
  const places = new Map(lanes.flatMap((lane) => [...lane.places]));
  const foot = lanes.length ? lanes.at(-1).bottom : 0;
  const height = foot + AXIS + 6;
  const busy = edges.length > LABELLED;
  const touches = (edge) => edge.from === current || edge.to === current;
  const order = [...edges].sort((a, b) => touches(a) - touches(b));
  return s("svg", {
    class: "timeline", viewBox: `0 0 ${width} ${height}`, width, height, role: "group",
    "aria-label": "Timeline of the story; the tables below hold the same facts",
  },
  s("defs", {}, ["confirmed", "claimed", "uncredited", "contradicted"].map((status) =>
    s("marker", {
      id: `arrow-${status}`, class: `tip ${status}`, viewBox: "0 0 8 8", refX: 7, refY: 4,
      markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto",
    }, s("path", { d: "M0 0 8 4 0 8z" })))),
  axis(scale, foot),
  lanes.map((lane) => laneOf(lane, width)),
  dated.map((article) => doubt(article, scale, places)),
  order.map((edge) => arrow(edge, places, numbers, touches(edge), busy)),
  articles.map((article) => node(article, places, numbers, article.article_id === current)));
}

function middle(article) {
  return (Date.parse(article.published_earliest) + Date.parse(article.published_latest)) / 2;
}

// When each dated article is drawn: in the middle of its date. A source whose date is an interval
// that began before its copy came is drawn in that part of it: text travels forward.
function drawnTimes(dated, edges) {
  const times = new Map(dated.map((article) => [article.article_id, middle(article)]));
  const earliest = new Map(dated.map((a) => [a.article_id, Date.parse(a.published_earliest)]));
  for (const { way, status, from, to } of edges) {
    const copied = times.get(to);
    if (way !== "derivation" || status === "contradicted" || copied === undefined) continue;
    if (times.get(from) >= copied && earliest.get(from) < copied) {
      times.set(from, (earliest.get(from) + copied) / 2);
    }
  }
  return times;
}

function timeScale(times, width, apart) {
  const band = !apart ? 0 : !times.length ? width - 2 * SIDE
    : Math.min(Math.max(70, apart * 12), width * 0.3);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const from = SIDE + RADIUS + (band ? band + 14 : 0);
  const to = width - SIDE - RADIUS;
  const span = last - first;
  const at = (time) => (span > 0 ? from + ((time - first) / span) * (to - from) : (from + to) / 2);
  return { at, first, last, from, to, band };
}

function lanesOf(articles, times, scale) {
  const groups = new Map();
  for (const article of articles) {
    const name = article.outlet_id ?? "";
    if (!groups.has(name)) groups.set(name, { name: outlet(article), articles: [] });
    groups.get(name).articles.push(article);
  }
  let top = 4;
  return [...groups.values()].map((lane) => {
    const places = new Map();
    const rows = []; // right end of what stands in each row
    let loose = 0;
    for (const article of lane.articles) {
      const across = Math.max(1, Math.floor(scale.band / (RADIUS * 2 + 6)));
      let x;
      let row;
      if (article.published_earliest) {
        x = scale.at(times.get(article.article_id));
        row = rows.findIndex((end) => end + RADIUS * 2 + 4 <= x);
        if (row < 0) row = rows.push(0) - 1;
        rows[row] = x;
      } else {
        x = RADIUS + 7 + (loose % across) * (RADIUS * 2 + 6);
        row = Math.floor(loose / across);
        loose += 1;
      }
      places.set(article.article_id, { x, row });
    }
    const depth = Math.max(1, ...[...places.values()].map((place) => place.row + 1));
    for (const place of places.values()) place.y = top + HEAD + place.row * ROW + ROW / 2;
    const laid = { name: lane.name, places, top, bottom: top + HEAD + depth * ROW };
    top = laid.bottom;
    return laid;
  });
}

function laneOf(lane, width) {
  const room = Math.floor((width - 2 * SIDE) / 7);
  const name = lane.name.length > room ? `${lane.name.slice(0, room - 1)}…` : lane.name;
  return s("g", { class: "lane" },
    s("line", { x1: 0, x2: width, y1: lane.bottom, y2: lane.bottom }),
    s("text", { x: 2, y: lane.top + 14 }, name));
}

function axis(scale, foot) {
  const parts = [];
  if (scale.band) {
    parts.push(s("rect", {
      class: "apart", x: 0, y: 0, width: scale.band + 8, height: foot + AXIS,
    }), s("text", { class: "tick", x: 4, y: foot + 17 }, "undated"));
  }
  if (!Number.isFinite(scale.first)) return s("g", { class: "axis" }, parts);
  const room = scale.to - scale.from;
  const span = scale.last - scale.first;
  const step = STEPS.find((size) => span / size <= Math.max(1, room / 85)) ?? STEPS.at(-1);
  const times = [];
  if (span === 0) times.push(scale.first);
  else {
    for (let t = Math.ceil(scale.first / step) * step; t <= scale.last; t += step) times.push(t);
    if (times.length < 2) times.splice(0, 1, scale.first, scale.last);
  }
  for (const time of times) {
    const x = scale.at(time);
    const anchor = x < 45 ? "start" : x > scale.to - 30 ? "end" : "middle";
    parts.push(s("line", { class: "grid", x1: x, x2: x, y1: 0, y2: foot }),
      s("text", {
        class: "tick", y: foot + 17, "text-anchor": anchor,
        x: anchor === "start" ? Math.max(2, x - RADIUS) : anchor === "end" ? x + RADIUS : x,
      }, tick(time, step, span)));
  }
  return s("g", { class: "axis" }, parts);
}

function tick(time, step, span) {
  const iso = new Date(time).toISOString();
  if (span === 0 || step >= DAY) return step >= 365 * DAY ? iso.slice(0, 4) : iso.slice(0, 10);
  return span < DAY ? `${iso.slice(11, 16)}` : `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
}

// A date is an interval; a day takes the width of a day.
function doubt(article, scale, places) {
  const clip = (x) => Math.min(Math.max(x, scale.from - RADIUS), scale.to + RADIUS);
  const from = clip(scale.at(Date.parse(article.published_earliest)));
  const to = clip(scale.at(Date.parse(article.published_latest)));
  const { y } = places.get(article.article_id);
  if (!(scale.last > scale.first) || to - from < 2) return null;
  return s("line", { class: "doubt", x1: from, x2: to, y1: y, y2: y });
}

function arrow(edge, places, numbers, near, busy) {
  const a = places.get(edge.from);
  const b = places.get(edge.to);
  const directed = edge.way === "derivation";
  const [start, end, bend] = curve(a, b, directed);
  const d = `M${start.x} ${start.y}C${bend[0].x} ${bend[0].y} ${bend[1].x} ${bend[1].y} ${end.x} ${end.y}`;
  const kind = directed ? edge.status : edge.way;
  const open = directed && !edge.decided && edge.status !== "contradicted";
  const p = directed ? edge.probability
    : edge.way === "sibling" ? edge.probability : null;
  const label = p !== null && (near || !busy);
  const at = (one, two, three, four) => (one + 3 * two + 3 * three + four) / 8;
  const [left, right] = directed ? [edge.copy, edge.source] : [edge.left, edge.right];
  return s("a", {
    class: `edge ${kind}${near ? " near" : ""}${open ? " open" : ""}`, href: evidenceHref(left, right),
    "aria-label": told(edge, numbers),
  },
  s("title", {}, told(edge, numbers)),
  s("path", { class: "reach", d }),
  s("path", { class: "line", d, "marker-end": directed ? `url(#arrow-${kind})` : null }),
  label && s("text", {
    class: "p", "text-anchor": "middle", x: at(start.x, bend[0].x, bend[1].x, end.x),
    y: at(start.y, bend[0].y, bend[1].y, end.y) + 4,
  }, shortly(p)));
}

function curve(a, b, directed) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const gap = RADIUS + (directed ? 3 : 1);
  if (Math.abs(dy) > 1 && Math.abs(dx) < 40) {
    // Nearly above one another: leave and arrive from above or below.
    const down = Math.sign(dy);
    const pull = Math.max(18, Math.abs(dy) * 0.45);
    const bow = dx < 0 ? -14 : 14;
    return [{ x: a.x, y: a.y + down * (RADIUS + 1) }, { x: b.x, y: b.y - down * gap },
      [{ x: a.x + bow, y: a.y + down * pull }, { x: b.x + bow * 0.4, y: b.y - down * pull }]];
  }
  if (Math.abs(dy) <= 1) {
    const side = dx < 0 ? -1 : 1;
    return [{ x: a.x + side * 7, y: a.y - 8 }, { x: b.x - side * 8, y: b.y - 9 },
      [{ x: a.x + dx * 0.3, y: a.y - 18 }, { x: b.x - dx * 0.3, y: b.y - 20 }]];
  }
  const way = Math.sign(dx);
  const pull = way * Math.max(24, Math.abs(dx) * 0.45);
  return [{ x: a.x + way * (RADIUS + 1), y: a.y }, { x: b.x - way * gap, y: b.y },
    [{ x: a.x + pull, y: a.y }, { x: b.x - pull, y: b.y }]];
}

function told(edge, numbers) {
  const [from, to] = [numbers.get(edge.from), numbers.get(edge.to)];
  if (edge.way === "sibling") {
    return `${from} and ${to} took shared text from a third one, ${probability(edge.probability)}`;
  }
  if (edge.way === "undecided") return `${from} and ${to} share text; who came first is undecided`;
  const open = edge.decided || edge.status === "contradicted" ? "" : ", undecided";
  return `${to} from ${from}: ${edge.status}, ${probability(edge.probability)}${open}`;
}

function node(article, places, numbers, current) {
  const { x, y } = places.get(article.article_id);
  const words = `${numbers.get(article.article_id)}: ${title(article)}, ${outlet(article)}, `
    + `${date(article)} (${dateNote(article)})`;
  return s("a", {
    class: `node${article.collected ? "" : " stub"}${current ? " current" : ""}`,
    href: articleHref(article.article_id), "aria-label": words,
    "aria-current": current ? "true" : null,
  },
  s("title", {}, words),
  current && s("circle", { class: "ring", cx: x, cy: y, r: RADIUS + 4 }),
  s("circle", { class: "dot", cx: x, cy: y, r: RADIUS }),
  s("text", {
    x, y: y + 4, "text-anchor": "middle", class: numbers.get(article.article_id) > 99 ? "long" : null,
  }, numbers.get(article.article_id)));
}
