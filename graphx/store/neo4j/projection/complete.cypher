// The graph is the snapshot, whole.
MERGE (projection:Projection {name: 'graphx'})
SET projection = {name: 'graphx', state: 'complete', snapshot: $snapshot, layout: $layout}
