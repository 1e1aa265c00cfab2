// Values as words. Dates are shown as finely as they are known, and never finer.

const BASIS = {
  given: "as given with the document",
  jsonld: "from the page's JSON-LD",
  meta: "from the page's metadata",
  visible: "as printed in the text",
  feed: "from the feed",
  url: "from the URL",
  dateline: "from the dateline",
  inferred: "inferred from the text",
  credit: "as its credit states it",
};

export const STATUS = {
  confirmed: "credited, and the texts match",
  claimed: "credited, the source was not collected",
  uncredited: "the texts match, no credit was found",
  contradicted: "credit and evidence disagree",
};

export const STATUSES = Object.keys(STATUS);

const EDIT = {
  verbatim: "word for word",
  lightly_edited: "lightly edited",
  headline_changed: "headline changed",
  preface_added: "preface added",
  cut: "cut",
  merged: "merged with other text",
  excerpted: "an excerpt",
  translated: "translated",
};

// What became in a copy of the credit its source printed.
export const FATE = {
  kept: "repeats the credit its source printed",
  replaced: "prints another credit than its source did",
  absent: "leaves out the credit its source printed",
};

export function edit(kind) {
  return EDIT[kind] ?? spaced(kind);
}

// Edits of one kind together, with how many places show them.
export function edits(made) {
  const places = new Map();
  for (const { edit: kind } of made) places.set(kind, (places.get(kind) ?? 0) + 1);
  const order = Object.keys(EDIT);
  const kinds = [...places].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  return kinds.map(([kind, many]) => edit(kind) + (many > 1 ? ` in ${many} places` : ""))
    .join(", ");
}

export function weight(value) {
  return `${value < 0 ? "\u2212" : "+"}${Math.abs(value).toFixed(1)}`;
}

export function spaced(name) {
  return (name ?? "").replaceAll("_", " ");
}

export function title(article) {
  if (article.title) return article.title;
  if (!article.collected) return "(text not collected)";
  return `(no headline: ${article.id})`;
}

export function outlet(article) {
  return article.outlet_name ?? "outlet unknown";
}

export function date(article) {
  if (!article.published) return "undated";
  return article.published.replace("T", " ").replace("Z", " UTC").replace("/", " to ");
}

export function dateNote(article) {
  if (!article.published) return "no date was found";
  const notes = [`to the ${article.date_precision}`];
  if (article.date_precision === "range") notes[0] = "a range";
  if (BASIS[article.date_basis]) notes.push(BASIS[article.date_basis]);
  if (article.date_zone_known === false && /minute|second/.test(article.date_precision)) {
    notes.push("time zone unknown");
  }
  return notes.join(", ");
}

// Never as certainty.
export function probability(value) {
  if (value > 0.99) return "p\u00a0>\u00a00.99";
  if (value < 0.01) return "p\u00a0<\u00a00.01";
  return `p\u00a0=\u00a0${value.toFixed(2)}`;
}

// As short as an arrow has room for.
export function shortly(value) {
  if (value > 0.99) return ">.99";
  if (value < 0.01) return "<.01";
  return value.toFixed(2).replace(/^0/, "");
}

export function share(value) {
  return `${Math.round(value * 100)} %`;
}

export function lag(seconds) {
  if (seconds === null || seconds === undefined) return "unknown";
  const size = Math.abs(seconds);
  const hours = size / 3600;
  const words = size < 90 ? `${Math.round(size)} s`
    : size < 5400 ? `${Math.round(size / 60)} min`
    : size < 172800 ? `${hours < 10 ? Number(hours.toFixed(1)) : Math.round(hours)} h`
    : `${Math.floor(size / 86400)} days`;
  return seconds < 0 ? `${words} before` : words;
}

export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
