"""The workbench: a local server that reads the record and writes the ledger, for the pages in the browser.

    guard -> app -> (overview, details, places, actors, trays, queue, ...) -> desk -> Record, Project

`guard` decides who may ask at all; `app` lists the routes; `desk` keeps what is open of the project. Nothing here
changes the record: decisions go through the ledger, files through `Project.add`, and builds run in a process of their
own.
"""
