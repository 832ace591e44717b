import type { Map } from "maplibre-gl";

declare global {
  interface Window {
    /** The open map, so that tests can ask what it drew. */
    sijilMap?: Map;
  }
}
