"""Extraction: from passages to grounded claims."""
