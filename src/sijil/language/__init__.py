"""English text to sentences with tags, trees, names, roles and vectors."""
