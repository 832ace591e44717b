"""The empty record file: the tables that the GeoPackage standard asks for, and ours.

Source: OGC GeoPackage Encoding Standard 1.3 (12-128r17), clauses 1, 2 and annex F.3 (R-tree).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sijil.geopackage.points import WGS84
from sijil.geopackage.schema import LAYOUT, Table
from sijil.geopackage.tables import TABLES

APPLICATION_ID = 0x47504B47  # "GPKG"
GEOPACKAGE_VERSION = 10300
NO_CLOCK = "1970-01-01T00:00:00.000Z"
"""The standard wants a time of last change; a record depends on its input alone, so it gives none."""

_STANDARD = f"""
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT
);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', {WGS84}, 'EPSG', {WGS84},
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
   || 'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
   || 'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],'
   || 'AUTHORITY["EPSG","4326"]]', 'longitude and latitude in degrees on the WGS 84 ellipsoid');
"""  # noqa: S608  # no value in it comes from outside

_OWN = """
CREATE TABLE dictionary (
  fid INTEGER PRIMARY KEY NOT NULL, table_name TEXT NOT NULL, column_name TEXT, type TEXT, meaning TEXT NOT NULL
);
CREATE TABLE build (
  fid INTEGER PRIMARY KEY NOT NULL, manifest TEXT NOT NULL, code TEXT NOT NULL, changes INTEGER NOT NULL
);
CREATE TABLE units (fid INTEGER PRIMARY KEY NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL);
CREATE VIRTUAL TABLE full_text USING fts5(words, table_name UNINDEXED, tokenize = 'unicode61 remove_diacritics 2');
"""

OWN_MEANINGS = {
    "dictionary": "What each table and column is; docs/data-dictionary.md is made of the same.",
    "build": "One row: the manifest of the build as JSON, a digest of the code, and the change counter of the file.",
    "units": "The digest of what each source gave, by which publishing sees what has changed.",
}

_TRIGGERS = """
CREATE TRIGGER rtree_{t}_geom_insert AFTER INSERT ON {t}
  WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
  BEGIN INSERT OR REPLACE INTO rtree_{t}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom),
    ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_{t}_geom_update1 AFTER UPDATE OF geom ON {t}
  WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
  BEGIN INSERT OR REPLACE INTO rtree_{t}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom),
    ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_{t}_geom_update2 AFTER UPDATE OF geom ON {t}
  WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM rtree_{t}_geom WHERE id = OLD.fid; END;
CREATE TRIGGER rtree_{t}_geom_update3 AFTER UPDATE ON {t}
  WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM rtree_{t}_geom WHERE id = OLD.fid;
    INSERT OR REPLACE INTO rtree_{t}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom),
    ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_{t}_geom_update4 AFTER UPDATE ON {t}
  WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM rtree_{t}_geom WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER rtree_{t}_geom_delete AFTER DELETE ON {t}
  WHEN old.geom NOT NULL BEGIN DELETE FROM rtree_{t}_geom WHERE id = OLD.fid; END;
"""
_RTREE_DEFINITION = "http://www.geopackage.org/spec130/#extension_rtree"
_TEXT_DEFINITION = "SQLite FTS5 index of quotes and headlines; see the table dictionary"


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty record file, in one go, without the triggers of its R-trees."""
    connection.executescript(
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {GEOPACKAGE_VERSION}; {_STANDARD} {_OWN}"
    )
    for table in TABLES:
        connection.executescript("".join(_definition(table)))
        _register(connection, table.name, table.meaning, point=table.point)
    for name, meaning in OWN_MEANINGS.items():
        _register(connection, name, meaning, point=False)
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES ('full_text', NULL, 'sijil_full_text', ?, 'read-write')",
        (_TEXT_DEFINITION,),
    )
    connection.executemany(
        "INSERT INTO dictionary (table_name, column_name, type, meaning) VALUES (?, ?, ?, ?)", _dictionary()
    )


def create_triggers(connection: sqlite3.Connection) -> None:
    """Make the triggers that the standard asks for; they need the ST_ functions of the program that edits."""
    for table in TABLES:
        if table.point:
            connection.executescript(_TRIGGERS.format(t=table.name))


def drop_triggers(connection: sqlite3.Connection) -> None:
    """Take the triggers away, so that rows can be written without those functions."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')


def note_extents(connection: sqlite3.Connection) -> None:
    """Write the bounds of each layer into the table of contents."""
    for table in TABLES:
        if table.point:
            connection.execute(
                "UPDATE gpkg_contents SET (min_x, max_x, min_y, max_y) = "  # noqa: S608  # the names are those of our tables
                f"(SELECT min(minx), max(maxx), min(miny), max(maxy) FROM rtree_{table.name}_geom) "
                "WHERE table_name = ?",
                (table.name,),
            )


def _definition(table: Table) -> Iterator[str]:
    """Yield the statements that make a table."""
    columns = ["fid INTEGER PRIMARY KEY NOT NULL"]
    columns += ["geom POINT"] if table.point else []
    columns += [f'"{column.name}" {column.kind.value}' for column in table.columns]
    columns += ["json TEXT NOT NULL"] if table.keeps_json else []
    yield f"CREATE TABLE {table.name} ({', '.join(columns)});\n"
    if any(column.name == "source" for column in table.columns):
        yield f"CREATE INDEX {table.name}_source ON {table.name} (source);\n"
    for index in table.indexes:
        listed = ", ".join(f'"{column}"' for column in index)
        yield f"CREATE INDEX {table.name}_{index[0]} ON {table.name} ({listed});\n"
    if table.point:
        yield f"CREATE VIRTUAL TABLE rtree_{table.name}_geom USING rtree(id, minx, maxx, miny, maxy);\n"


def _register(connection: sqlite3.Connection, name: str, meaning: str, *, point: bool) -> None:
    """Enter a table into the tables of contents."""
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (name, "features" if point else "attributes", name, meaning, NO_CLOCK, WGS84 if point else None),
    )
    if point:
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (name, WGS84))
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')",
            (name, _RTREE_DEFINITION),
        )


def _dictionary() -> Iterator[tuple[str, str | None, str | None, str]]:
    """Yield the rows of the dictionary: the layout first, then each table and its columns."""
    yield "dictionary", "layout", str(LAYOUT), "version of these tables"
    for table in TABLES:
        yield table.name, None, None, table.meaning
        for name, kind, meaning in table.described():
            yield table.name, name, kind, meaning
    for name, meaning in OWN_MEANINGS.items():
        yield name, None, None, meaning
    yield "full_text", None, None, "SQLite FTS5 index: `words` of the row of `table_name` whose fid is the rowid"
