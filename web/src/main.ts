import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { loadMap } from "./lib/loading";
import { page } from "./lib/page.svelte";

// The map's modules are large: they are fetched while the record is.
if (page.shown.view === "overview") void loadMap().catch(() => undefined);

const target = document.getElementById("app");
if (target) mount(App, { target });
