"""Which claims are about one happening: copies, pairs, clusters."""
