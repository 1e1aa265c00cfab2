"""Find the articles one text may share words with, among many that were sketched before.

In:   the kept hashes (`schema.POSTING`) of all articles; the kept hashes of one text.
Out:  ids of articles that share enough of them, the most shared first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class PostingLookup:
    """Kept hashes of all articles, sorted; loaded once, asked often.

    Parameters
    ----------
    hashes : ndarray of uint64, shape (n_postings,)
        Sorted.
    owners : ndarray of int32, shape (n_postings,)
        Number of the article each belongs to.
    article_ids : pyarrow.Array of string, shape (n_articles,)
    """

    hashes: NDArray[np.uint64]
    owners: NDArray[np.int32]
    article_ids: pa.Array

    @classmethod
    def of(cls, postings: Iterable[pa.RecordBatch]) -> "PostingLookup":
        """Load batches of `schema.POSTING`, in any order."""
        ids, hashes, counts = [], [], []
        for batch in postings:
            column = batch.column("hashes")
            ids.append(batch.column("article_id"))
            hashes.append(pc.list_flatten(column).to_numpy(zero_copy_only=False))
            counts.append(pc.list_value_length(column).to_numpy(zero_copy_only=False))
        flat = np.concatenate([np.zeros(0, np.uint64), *hashes])
        kept = np.concatenate([np.zeros(0, np.int64), *counts]).astype(np.int64)
        order = np.argsort(flat, kind="stable")
        owners = np.repeat(np.arange(kept.size, dtype=np.int32), kept)
        return cls(flat[order], owners[order], pa.chunked_array(ids, pa.string()).combine_chunks())

    def sharing(self, hashes: NDArray[np.uint64], *, min_shared: int, most: int) -> tuple[str, ...]:
        """Return the articles that share at least `min_shared` of `hashes`.

        Parameters
        ----------
        hashes : ndarray of uint64, shape (n_hashes,)
            Kept hashes of the text, distinct; with fewer than `min_shared`, all must be shared.
        min_shared : int
        most : int
            Articles to return at the most: those that share most, ties by id.
        """
        starts = np.searchsorted(self.hashes, hashes, "left")
        ends = np.searchsorted(self.hashes, hashes, "right")
        met = [self.owners[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        found, shared = np.unique(np.concatenate([np.zeros(0, np.int32), *met]), return_counts=True)
        enough = shared >= max(1, min(min_shared, hashes.size))
        ids = self.article_ids.take(pa.array(found[enough])).to_pylist()
        ranked = sorted(zip((-shared[enough]).tolist(), ids, strict=True))
        return tuple(article_id for _, article_id in ranked[:most])
