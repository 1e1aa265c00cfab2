"""What people ask a store, as values; each view works over any graph store."""
