"""Who probably took it from whom in the small graph, and what became of text and credit."""

from datetime import timedelta

import pyarrow as pa

from tests.rows import DAY, audit, rows


def lineage() -> dict[str, pa.Table]:
    clue = {"edge": "derivation", "left_id": "a2", "right_id": "a1"}
    return {
        "derivations": rows(
            "derivations",
            {
                "copy_id": "a2",
                "source_id": "a1",
                "story_id": "s1",
                "kind": "republication",
                "status": "confirmed",
                "reason": "the copy credits North Wire and the texts match",
                "probability": 0.95,
                "lag_seconds": 21600.0,
                "stability": 1.0,
                "prior": 2.4,
            },
            {
                "copy_id": "a3",
                "source_id": "a1",
                "story_id": "s1",
                "kind": "near_duplicate",
                "status": "uncredited",
                "reason": "the texts match and no credit was found",
                "probability": 0.8,
                "stability": 0.85,
                "prior": 2.4,
            },
            {
                "copy_id": "a3",
                "source_id": "z1",
                "story_id": "s1",
                "kind": "republication",
                "status": "claimed",
                "reason": "West Report's text was not collected",
                "probability": 0.15,
            },
        ),
        "chains": rows(
            "chains",
            {"copy_id": "a2", "source_id": "a1", "fate": "added"},
            {"copy_id": "a3", "source_id": "a1", "fate": "none"},
        ),
        "edits": rows(
            "edits",
            {
                "copy_id": "a2",
                "source_id": "a1",
                "edit": "preface_added",
                "copy_start": 0,
                "copy_end": 32,
            },
            {"copy_id": "a2", "source_id": "a1", "edit": "headline_changed"},
            {
                "copy_id": "a3",
                "source_id": "a1",
                "edit": "lightly_edited",
                "copy_start": 85,
                "copy_end": 97,
                "source_start": 115,
                "source_end": 134,
            },
        ),
        "audit": rows(
            "audit",
            audit("east.example", uncredited=1, credited_high=0.79, lags=0),
            audit(
                "south.example",
                credited=1,
                credited_low=0.21,
                added=1,
                median_lag_seconds=21600.0,
                lags=1,
            ),
        ),
        "history": rows(
            "history",
            {
                "snapshot": 1,
                "at": DAY,
                "event": "confirmed",
                "subject": "a2",
                "detail": "claimed before, now confirmed: the copy credits North Wire",
            },
            {"snapshot": 1, "at": DAY, "event": "built", "subject": "stories", "detail": "2"},
            {
                "snapshot": 2,
                "at": DAY + timedelta(days=1),
                "event": "contradicted",
                "subject": "a3",
                "detail": "claimed before, now contradicted: dates disagree",
            },
        ),
        "siblings": rows("siblings", {"left_id": "a2", "right_id": "b1", "probability": 0.9}),
        "undecided": rows(
            "undecided",
            {
                "left_id": "b1",
                "right_id": "b2",
                "left_is_source": 0.45,
                "right_is_source": 0.45,
                "common_source": 0.1,
            },
        ),
        "clues": rows(
            "clues",
            clue
            | {
                "position": 0,
                "name": "credits_the_other",
                "weight": 3.0,
                "detail": "the copy credits North Wire",
                "left_quote": "Originally appeared at NorthWire",
            },
            clue
            | {
                "position": 1,
                "name": "published_earlier",
                "weight": 1.5,
                "detail": "published 6 hours earlier",
            },
            {
                "edge": "sibling",
                "left_id": "a2",
                "right_id": "b1",
                "position": 0,
                "name": "shared_quotation",
                "weight": 2.0,
                "detail": "one quoted passage of 20 words",
                "left_quote": "“all states shall…”",
                "right_quote": "all states shall…",
            },
        ),
    }
