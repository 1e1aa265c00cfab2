// columns: state, snapshot, layout
MATCH (projection:Projection {name: 'graphx'})
RETURN
  projection.state AS state,
  projection.snapshot AS snapshot,
  projection.layout AS layout
