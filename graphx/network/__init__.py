"""The graph for network statistics: networkx graphs and files other tools read."""
