"""A story of invented articles, told to the readers as JSON Lines.

North Wire reports; South Post credits it, East Daily does not, Hill Courier takes an excerpt,
Lake Journal credits an outlet nobody collected, River Sheet has no date.
"""

import json
from pathlib import Path

LEAD = (
    "🌉 The old bridge over the Example river reopened to carts and walkers on Thursday morning, "
    "eleven weeks after the flood had carried away two of its seven arches. Masons from three "
    "villages worked through the winter, often by lamplight, and set the last keystone shortly "
    "before midnight while a small crowd sang on the northern bank."
)
MIDDLE = (
    "The district engineer said the foundations had been deepened by four metres and that sensors "
    "in every pier would now report any shift of more than a finger's breadth. Traders on the "
    "market square, who had lost most of their customers to the ferry upstream, put out tables "
    "and gave away the first bread baked with flour that crossed the new arches."
)
END = (
    "Not everyone was content. The ferry company complained that its boats, bought on credit in "
    "the weeks after the flood, would hardly pay for themselves before autumn, and asked the "
    "council for a levy on every wagon that crosses between sunrise and noon."
)
OTHER = (
    "In other news the lighthouse keepers of the outer islands elected a new speaker, who promised "
    "warmer coats, a second stove for every tower and an end to the quarrel about herring rights."
)
OWN = (
    "Hill carters, who had gone the long way round by the quarry all winter, formed a queue of "
    "forty wagons at dawn. One of them had brought his grandmother, aged ninety, who remembered "
    "the opening of the bridge before this one and thought the music then had been better. By "
    "noon the toll keeper had run out of tickets and was writing receipts on the backs of labels."
)


def _row(
    name: str, outlet: str, title: str, text: str, **fields: str | None
) -> dict[str, str | None]:
    host = f"{outlet.lower().replace(' ', '-')}.example"
    return {
        "id": name,
        "url": f"https://{host}/news/{name}",
        "outlet": outlet,
        "title": title,
        "text": text,
    } | fields


def rows() -> list[dict[str, str | None]]:
    """Return the articles as input rows."""
    whole = f"{LEAD}\n\n{MIDDLE}\n\n{END}"
    return [
        _row(
            "bridge-north",
            "North Wire",
            "Bridge reopens after the flood",
            whole,
            url=None,
            published="2026-03-05T08:00:00Z",
            byline="By Ada Example",
        ),
        _row(
            "bridge-south",
            "South Post",
            "Old bridge open again",
            f"🌉 Old bridge open again\n\nOriginally appeared at North Wire\n\n{whole}",
            published="2026-03-05T14:30:00Z",
        ),
        _row(
            "bridge-east",
            "East Daily",
            "Seven arches stand again",
            f"{LEAD}\n\n{MIDDLE}",
            published="2026-03-07",
        ),
        _row(
            "bridge-hill",
            "Hill Courier",
            "Carts roll over the river",
            f"{OWN}\n\n{MIDDLE}",
            published="2026-03-09T09:00:00Z",
        ),
        _row(
            "bridge-lake",
            "Lake Journal",
            "<b>Bridge</b> & ferry",
            f"{whole}\n\nThis article was originally published by Inland Gazette.",
            published="2026-03-06T06:00:00Z",
        ),
        _row("bridge-river", "River Sheet", "Bridge stands", whole),
        _row(
            "islands",
            "North Wire",
            "Keepers elect a speaker",
            OTHER,
            url=None,
            published="2026-02-01",
        ),
    ]


def write(path: Path) -> Path:
    """Write the articles as JSON Lines and return the file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows()), "utf-8")
    return path
