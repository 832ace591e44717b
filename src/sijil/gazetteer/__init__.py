"""Gazetteers: tables of places in one file each, made from other people's data and looked up by name."""
