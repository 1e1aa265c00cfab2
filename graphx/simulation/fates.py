"""The truth about simulated articles: what really happened to each, one row a text.

In:   `Simulated` articles, or the file of truth that lies beside them.
Out:  `Fate`, and its row of JSON Lines.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from graphx.errors import UnreadableSourceError
from graphx.simulation.articles import Simulated
from graphx.simulation.edits import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What really happened to one text, collected or not.

    ``wording`` is a digest of its paragraphs: two texts have the same where they are word-for-word
    twins.  The other fields mean what they mean in `Simulated`; ``outlet`` is the outlet's name,
    ``host`` its address, ``time`` is to the second.
    """

    id: str
    story: str
    outlet: str
    host: str
    agency: bool
    collected: bool
    source: str | None
    added: tuple[str, ...]
    edits: tuple[Edit, ...]
    changed_words: int
    time: datetime
    published: str | None
    date_is: str
    credits: str | None
    credit_is: str | None
    public_texts: tuple[str, ...]
    wording: str

    @classmethod
    def of(cls, article: Simulated) -> "Fate":
        """Return the truth about an article."""
        wording = hashlib.blake2b("\n\n".join(article.paragraphs).encode(), digest_size=8)
        return cls(
            id=article.id,
            story=article.story,
            outlet=article.outlet.name,
            host=article.outlet.host,
            agency=article.outlet.agency,
            collected=article.collected,
            source=article.source,
            added=article.added,
            edits=article.edits,
            changed_words=article.changed_words,
            time=article.time.replace(microsecond=0),
            published=article.published,
            date_is=article.date_is,
            credits=article.credits,
            credit_is=article.credit_is,
            public_texts=article.public_texts,
            wording=wording.hexdigest(),
        )

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "Fate":
        """Read what `record` made.

        Raises
        ------
        KeyError, TypeError, ValueError
            A field is not there, or is not what it means.
        """
        told = {field.name: record[field.name] for field in fields(cls)}
        return cls(
            **told
            | {
                "added": tuple(told["added"]),
                "edits": tuple(map(Edit, told["edits"])),
                "time": datetime.fromisoformat(told["time"]),
                "public_texts": tuple(told["public_texts"]),
            }
        )

    def record(self) -> dict[str, object]:
        """Return the row of the file of truth."""
        told: dict[str, object] = {field.name: getattr(self, field.name) for field in fields(self)}
        return told | {
            "added": list(self.added),
            "edits": [str(edit) for edit in self.edits],
            "time": f"{self.time:%Y-%m-%dT%H:%M:%SZ}",
            "public_texts": list(self.public_texts),
        }


def read_fates(path: Path) -> Iterator[Fate]:
    """Yield the rows of a file of truth.

    Raises
    ------
    UnreadableSourceError
        The file cannot be read, or a line of it is no such row.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UnreadableSourceError(str(path), str(error)) from error
    for number, line in enumerate(lines, start=1):
        try:
            yield Fate.of_record(json.loads(line))
        except (KeyError, TypeError, ValueError) as error:
            reason = "is no row of the truth that graphx simulate writes beside its articles"
            raise UnreadableSourceError(f"{path}:{number}", f"it {reason} ({error})") from error
