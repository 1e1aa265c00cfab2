// From here on the graph is between two snapshots.
MERGE (projection:Projection {name: 'graphx'})
SET projection = {name: 'graphx', state: 'loading', snapshot: $snapshot, layout: $layout}
