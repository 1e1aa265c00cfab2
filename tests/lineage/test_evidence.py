"""The nouns of lineage."""

from dataclasses import fields, replace

from graphx.lineage.evidence import Overlap


def test_beside_another_text_an_overlap_keeps_all_it_says_of_its_own() -> None:
    overlap = Overlap(**{field.name: i for i, field in enumerate(fields(Overlap), 1)})
    beside = overlap.beside(50, 60, overlap.copy_head_words - 2, overlap.copy_head_words + 30)
    assert beside == replace(
        overlap, nearest_places=50, nearest_outside=60, echoed_head_words=2, joint_head_words=30
    )
