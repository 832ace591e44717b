/** How the live map draws what the record adds to it. */
import type * as gl from "maplibre-gl";
import { addSource } from "./atlas";
import { CHOSEN, CONTROL_AREA, EVENT_AREA, FONTS, NAME, NUMBER, OTHER, RING_SIZES, SIGN } from "./look";
import type { Palette } from "./palette";

/** The layers that answer to the pointer, topmost first. */
export const CLICKABLE = ["event-rings", "control-signs", "area-names", "event-areas", "control-areas"] as const;

const SIZE: gl.ExpressionSpecification = ["interpolate", ["linear"], ["log10", ["max", 1, ["get", "count"]]], ...RING_SIZES.flat()];

/** Add the sources and layers of the record above the base map. */
export function addLayers(map: gl.Map, palette: Palette): void {
  for (const name of ["other-names", "event-areas", "control-areas", "area-names", "event-points", "control-points"]) addSource(map, name);
  const words = { "text-font": FONTS, "text-size": NAME.size, "text-max-width": NAME.wide, "text-line-height": NAME.line };
  // Names without a sign: a dot would look as if something had happened there. They give way to all that the record names.
  map.addLayer({
    id: "other-names",
    type: "symbol",
    source: "other-names",
    layout: { ...words, "text-size": OTHER.size, "text-padding": OTHER.apart, "text-field": ["get", "name"], "symbol-sort-key": ["-", 0, ["get", "people"]] },
    paint: { "text-color": palette.dim, "text-halo-color": palette.land, "text-halo-width": NAME.halo },
  });
  // Each sort of layer, and each set of what depends on data, is a program of the graphics card that takes time to make:
  // areas have no edges of their own, and those of both sorts depend on the same.
  const flat: gl.ExpressionSpecification = ["-", 0, ["get", "radius"]];
  map.addLayer({ id: "event-areas", type: "fill", source: "event-areas", layout: { "fill-sort-key": flat }, paint: { "fill-color": ["get", "colour"], "fill-opacity": ["case", ["get", "chosen"], EVENT_AREA.chosen.fill, EVENT_AREA.other.fill], "fill-antialias": false } });
  map.addLayer({ id: "event-edges", type: "line", source: "event-areas", paint: { "line-color": ["get", "colour"], "line-width": ["case", ["get", "chosen"], EVENT_AREA.chosen.edge, EVENT_AREA.other.edge], "line-dasharray": [...EVENT_AREA.dash] } });
  map.addLayer({ id: "control-areas", type: "fill", source: "control-areas", layout: { "fill-sort-key": flat }, paint: { "fill-color": ["get", "colour"], "fill-opacity": ["case", ["get", "filled"], CONTROL_AREA.filled.fill, CONTROL_AREA.other.fill], "fill-antialias": false } });
  map.addLayer({ id: "control-edges", type: "line", source: "control-areas", paint: { "line-color": ["get", "colour"], "line-width": ["case", ["get", "filled"], CONTROL_AREA.filled.edge, CONTROL_AREA.other.edge], "line-dasharray": [...CONTROL_AREA.dash] } });
  map.addLayer({
    id: "area-names",
    type: "symbol",
    source: "area-names",
    layout: { ...words, "text-field": ["get", "name"], "symbol-sort-key": ["-", 0, ["get", "weight"]] },
    paint: { "text-color": ["get", "colour"], "text-halo-color": palette.halo, "text-halo-width": NAME.halo },
  });
  map.addLayer({ id: "chosen-ring", type: "circle", source: "event-points", filter: ["get", "chosen"], paint: { "circle-radius": ["*", CHOSEN.radius, SIZE], "circle-color": "transparent", "circle-stroke-width": CHOSEN.edge, "circle-stroke-color": palette.ink } });
  map.addLayer({
    id: "event-rings",
    type: "symbol",
    source: "event-points",
    layout: { "icon-image": ["get", "icon"], "icon-size": SIZE, "icon-allow-overlap": true, "icon-ignore-placement": true, "text-field": ["get", "number"], "text-font": FONTS, "text-size": ["*", NUMBER, SIZE], "text-allow-overlap": true, "text-ignore-placement": true, "symbol-sort-key": ["-", 0, ["get", "count"]] },
    paint: { "text-color": palette.ink },
  });
  map.addLayer({
    id: "control-signs",
    type: "symbol",
    source: "control-points",
    layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-offset": ["case", [">", ["get", "count"], 0], ["literal", [SIGN.beside, 0]], ["literal", [0, 0]]], "icon-size": SIGN.size },
  });
  const below = { ...words, "text-field": ["get", "name"] as gl.ExpressionSpecification, "text-anchor": "top" as const, "text-offset": [0, NAME.below] as [number, number] };
  const tone = { "text-color": palette.ink, "text-halo-color": palette.halo, "text-halo-width": NAME.halo };
  map.addLayer({ id: "event-names", type: "symbol", source: "event-points", layout: { ...below, "symbol-sort-key": ["-", 0, ["get", "count"]] }, paint: tone });
  map.addLayer({ id: "control-names", type: "symbol", source: "control-points", layout: below, paint: tone });
}

export function paintLayers(map: gl.Map, palette: Palette): void {
  for (const layer of ["area-names", "event-names", "control-names"]) map.setPaintProperty(layer, "text-halo-color", palette.halo);
  map.setPaintProperty("other-names", "text-color", palette.dim);
  map.setPaintProperty("other-names", "text-halo-color", palette.land);
  for (const layer of ["event-names", "control-names", "event-rings"]) map.setPaintProperty(layer, "text-color", palette.ink);
  map.setPaintProperty("chosen-ring", "circle-stroke-color", palette.ink);
}
