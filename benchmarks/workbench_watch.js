// Runs in the workbench's page before its own scripts, for benchmarks/workbench.py and workbench_review.py: takes the times of what is painted.
(() => {
  const COUNT = ".filters output.count";
  const BARS = ".timeline svg path[d]";
  const PATIENCE = 120_000;
  const LAYERS = ["event-rings", "event-areas"];
  const watch = { first: { counts: 0, timeline: 0, picture: 0, live: 0 }, changes: 0 };
  window.watch = watch;

  // Answers with the first thing that a test finds. The page's policy lets no driver evaluate words in it again and again.
  watch.until = async (test) => {
    for (const end = performance.now() + PATIENCE; performance.now() < end; ) {
      const found = test();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`in ${PATIENCE} ms there was no ${test}`);
  };
  // What a task after a frame sees was painted in it.
  const painted = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(null);
    });
  const hasMap = () => {
    const map = window.sijilMap;
    if (!map || LAYERS.some((name) => !map.getLayer(name))) return false;
    const has = (layers) => map.queryRenderedFeatures({ layers }).length > 0;
    return map.loaded() && has(LAYERS) && has(["land"]);
  };
  // The picture that stands in for the map until then counts where it says that outlines and places are drawn, and has
  // the colours of both: land, water, and rings.
  const hasPicture = () => {
    const canvas = document.querySelector("canvas[data-drawn='outlines places']");
    if (!canvas) return false;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Map();
    for (let at = 0; at < data.length; at += 4) {
      const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
      seen.set(colour, (seen.get(colour) ?? 0) + 1);
    }
    const large = [...seen.values()].filter((count) => count > data.length / 400).length;
    return large >= 2 && seen.size > 50;
  };
  const seen = {
    counts: () => /\d/.test(document.querySelector(COUNT)?.textContent ?? ""),
    timeline: () => [...document.querySelectorAll(BARS)].some((path) => path.getAttribute("d")),
    picture: () => watch.first.live > 0 || hasPicture(),
    live: hasMap,
  };
  const look = () => {
    for (const [name, test] of Object.entries(seen)) if (!watch.first[name] && test()) painted((now) => (watch.first[name] ||= now));
    if (Object.values(watch.first).some((time) => !time)) setTimeout(look, 20);
  };
  look();

  // -- from an input to the count and the map that follow from it --
  const samples = { click: [], pointermove: [], map: [], keydown: [] };
  let begun = null;
  let words = "";
  let drawing = 0;
  for (const kind of ["click", "pointermove"]) window.addEventListener(kind, (event) => (begun = { kind, at: event.timeStamp }), { capture: true });
  const changed = () => {
    const now = document.querySelector(COUNT)?.textContent ?? "";
    if (now === words) return;
    words = now;
    if (!begun) return;
    const { kind, at } = begun;
    begun = null;
    drawing++;
    painted((time) => {
      samples[kind].push(time - at);
      settle(at);
    });
  };
  // The map is done when its sources hold the newest features and all of them are drawn.
  const settle = (at) => {
    const map = window.sijilMap;
    const done = () => {
      samples.map.push(performance.now() - at);
      drawing--;
      watch.changes++;
    };
    if (!map) done();
    else map.once("idle", done).triggerRepaint();
  };
  // -- from a key to the item of the queue that it leads to --
  watch.firstItem = 0;
  let item = "";
  let pressed = 0;
  window.addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true });
  const turned = () => {
    const now = document.querySelector("main [data-item]")?.dataset.item ?? "";
    if (!now || now === item) return;
    item = now;
    const since = pressed;
    pressed = 0;
    painted((time) => {
      watch.firstItem ||= time;
      if (since) samples.keydown.push(time - since);
    });
  };
  const both = () => {
    changed();
    turned();
  };
  new MutationObserver(both).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ["data-item"] });
  watch.isCalm = () => drawing === 0;
  watch.take = (kind) => samples[kind].splice(0);

  // -- frames --
  let frames = null;
  watch.startFrames = () => {
    frames = [];
    const tick = (now) => {
      if (!frames) return;
      frames.push(now);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  };
  watch.stopFrames = () => {
    const found = frames.slice(1).map((now, at) => now - frames[at]);
    frames = null;
    return found;
  };
})();
