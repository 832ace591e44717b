"""The record file: a GeoPackage (SQLite) that QGIS, GDAL, Datasette, pandas and R open as it is."""
