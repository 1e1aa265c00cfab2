// Questions to the service. A refusal is thrown as a `Refusal` with the service's own sentence.

export class Refusal extends Error {
  constructor(status, title, detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }
}

export async function ask(path, parameters, options) {
  const query = new URLSearchParams(parameters ?? {}).toString();
  const answer = await fetch(`/api/v1/${path}${query ? `?${query}` : ""}`, options);
  return read(answer);
}

// The next page, as the service linked it; only ever a path of this service.
export async function follow(path, options) {
  if (!path.startsWith("/api/v1/")) throw new Refusal(0, "Bad link", "the link leads elsewhere");
  return read(await fetch(path, options));
}

export function part(id) {
  return encodeURIComponent(id);
}

async function read(answer) {
  const said = await answer.json().catch(() => null);
  if (answer.ok && said !== null) return said;
  throw new Refusal(
    answer.status,
    said?.title ?? "No answer",
    said?.detail ?? "the service did not answer in a way this page understands",
  );
}
