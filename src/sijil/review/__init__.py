"""Review: what people have decided about the claims of a report."""
