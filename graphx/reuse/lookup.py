"""Find the articles one text may share words with, among many that were sketched before.

In:   the kept hashes (`schema.POSTING`) of all articles; the kept hashes of one text.
Out:  ids of articles that share enough of them, the most shared first.

A posting is one 64-bit number: 32 bits of the hash, and the number of the article.  Sorted, all
postings of a hash stand in one row, and a hundred thousand articles of news take 200 MB.  Two
hashes meet by chance once in four thousand million, so that among a hundred thousand articles one
text in a hundred thousand or so proposes an article too many; whoever compares the texts sees it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx.reuse.recipe import SketchRecipe

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True, eq=False)
class PostingLookup:
    """Postings of all articles; loaded once, asked often, from any thread.

    Parameters
    ----------
    postings : ndarray of uint64, shape (n_postings,)
        Sorted: the lower half of a hash, then the number of the article that has it.
    article_ids : pyarrow.Array of string, shape (n_articles,)
    """

    postings: NDArray[np.uint64]
    article_ids: pa.Array

    @classmethod
    def of(cls, postings: Iterable[pa.RecordBatch], recipe: SketchRecipe) -> "PostingLookup":
        """Load batches of `schema.POSTING`, in any order.

        Raises
        ------
        RecipeMismatchError
            A sketch was made by another recipe.
        """
        ids, packed, articles = [], [np.zeros(0, np.uint64)], 0
        for batch in postings:
            for digest in pc.unique(batch.column("recipe")).to_pylist():
                recipe.require(digest)
            column = batch.column("hashes")
            numbers = np.arange(articles, articles + batch.num_rows, dtype=np.uint64)
            owners = np.repeat(numbers, pc.list_value_length(column).to_numpy(zero_copy_only=False))
            hashes = pc.list_flatten(column).to_numpy(zero_copy_only=False)
            packed.append(hashes << _HALF | owners)
            ids.append(batch.column("article_id"))
            articles += batch.num_rows
        everything = np.concatenate(packed)
        everything.sort()
        return cls(everything, pa.chunked_array(ids, pa.string()).combine_chunks())

    def __len__(self) -> int:
        return len(self.article_ids)

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
        keys = hashes << _HALF
        starts = np.searchsorted(self.postings, keys, "left")
        ends = np.searchsorted(self.postings, keys | _LOWER, "right")
        met = [self.postings[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        owners = np.concatenate([np.zeros(0, np.uint64), *met]) & _LOWER
        shared = np.bincount(owners.astype(np.int64), minlength=1)
        found = np.flatnonzero(shared >= max(1, min(min_shared, hashes.size)))
        ids = self.article_ids.take(pa.array(found)).to_pylist()
        ranked = sorted(zip((-shared[found]).tolist(), ids, strict=True))
        return tuple(article_id for _, article_id in ranked[:most])
