# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Quick start: from articles to a graph
#
# Five sample articles go into a workspace; a networkx graph of outlets comes out.
# Every edge points the way text travelled: from source to copy.

# %%
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd

from graphx import pipeline
from graphx.network.graphs import article_graph, outlet_graph
from graphx.store.workspace import Workspace
from graphx.views.trace import find_article, trace_article

# %% [markdown]
# ## A workspace
#
# `pipeline.run` is what `graphx run` calls.  It reads each article, finds what the article says of
# its source, finds who shares text with whom, and works out who probably took it from whom.

# %%
articles = next(
    folder / "seeds" / "articles"
    for folder in (Path.cwd(), *Path.cwd().parents)
    if (folder / "seeds" / "articles").is_dir()
)
workspace = Path(tempfile.mkdtemp()) / "seeds.graphx"
summary = pipeline.run([str(articles)], workspace)
summary

# %%
snapshot = Workspace.open(workspace).snapshot()
pd.DataFrame(snapshot.table("credits").to_pylist())[
    ["kind", "source_outlet_name", "quote", "rule", "confidence"]
]

# %% [markdown]
# ## One article
#
# The article says three times that CounterPunch is its source, and CounterPunch's own text was
# never collected: the derivation is *claimed*, from a stub.

# %%
trace = trace_article(snapshot, find_article(snapshot, "Aleppo Gamble").article_id)
[(edge.status, edge.reason, round(edge.probability, 2)) for edge in trace.derivations]

# %% [markdown]
# It also shares a passage with another article.  Neither names the other, and both quote a United
# Nations resolution: a common source, which is no copying and no edge of the graph.

# %%
[(pair.probability, pair.clues[0].detail) for pair in trace.siblings]

# %% [markdown]
# ## A network
#
# In and out strength are the first things to look at: who gives, who takes.

# %%
outlets = outlet_graph(snapshot)
nx.is_directed_acyclic_graph(article_graph(snapshot))

# %%
pd.DataFrame(
    {
        "gives": dict(outlets.out_degree(weight="weight")),
        "takes": dict(outlets.in_degree(weight="weight")),
    }
).query("gives + takes > 0")

# %%
linked = outlets.subgraph(node for node in outlets if outlets.degree(node))
place = nx.bipartite_layout(linked, [n for n in linked if linked.out_degree(n)], align="vertical")
figure, axes = plt.subplots(figsize=(7, 3))
nx.draw_networkx(
    linked,
    place,
    ax=axes,
    labels=nx.get_node_attributes(linked, "name"),
    node_color="#e8eef4",
    edgecolors="#38536e",
    node_size=900,
    font_size=9,
)
axes.margins(0.35)
axes.set_axis_off()
axes.set_title("Who took articles from whom, as far as five articles tell")
plt.show()

# %%
snapshot.close()
