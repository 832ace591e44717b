"""Resolve: which times, places and actors the words of a claim mean."""
