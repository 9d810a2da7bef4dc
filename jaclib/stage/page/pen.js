// Points that are drawn on a panel. The value is a text, "x, y; x, y", so that a text field shows it and takes it.

import { cover, make } from "./dom.js";
import { along, clamp, pointed, share, tidy } from "./numbers.js";

export function createPen(engine, figure, name, { label, panel, step, most, guess }) {
  const pad = make("div", "jaclib-pen", figure, {
    role: "application", tabindex: "0",
    "aria-label": `${label}: draw with the pointer; or arrows move the cross, Space sets a point, Backspace takes the last one away`,
  });
  const fresh = make("canvas", "jaclib-marks", pad, { "aria-hidden": "true" }); // what no frame shows yet
  const cross = make("div", "jaclib-cross", pad, { "aria-hidden": "true" });
  const said = make("span", "jaclib-status", pad, { role: "status" });
  let place = null, at = null, shown = ""; // the panel, the cross, the points that the frame on the page shows

  const text = () => engine.state()[name];
  const points = () => text().split(";").map((pair) => pair.split(",").map((x) => (x.trim() ? Number(x) : NaN)))
    .filter((point) => point.length === 2 && point.every(Number.isFinite));
  const round = (x) => tidy(Math.round(x * 100) / 100);
  const put = (all) => {
    engine.put(name, all.map((point) => point.join(", ")).join("; "));
    ink();
  };

  function add(point) {
    const all = points();
    if (all.length >= most) return (said.textContent = `no more than ${most} points`);
    put([...all, point]);
    said.textContent = `point ${all.length + 1} at ${point.join(", ")}`;
  }

  function under(event) {
    const [u, v] = pointed(event, pad.getBoundingClientRect());
    return [round(along(place.xlim, clamp(u, 0, 1))), round(along(place.ylim, clamp(1 - v, 0, 1)))];
  }

  // The hand is faster than the frames: until one comes, the page itself shows the points, as dots.
  function ink() {
    const { width, height } = pad.getBoundingClientRect();
    [fresh.width, fresh.height] = [width * devicePixelRatio, height * devicePixelRatio];
    if (!place || text() === shown) return;
    const pen = fresh.getContext("2d");
    pen.fillStyle = getComputedStyle(figure).color;
    for (const [x, y] of points()) {
      pen.beginPath();
      pen.arc(share(place.xlim, x) * fresh.width, (1 - share(place.ylim, y)) * fresh.height, 2 * devicePixelRatio, 0, 7);
      pen.fill();
    }
  }

  function aim() {
    cross.style.left = `${100 * share(place.xlim, at[0])}%`;
    cross.style.top = `${100 * (1 - share(place.ylim, at[1]))}%`;
  }

  pad.addEventListener("pointerdown", (event) => {
    if (!place || event.button) return;
    event.preventDefault();
    pad.focus({ preventScroll: true });
    pad.setPointerCapture(event.pointerId);
    add((at = under(event)));
    aim();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!place || !pad.hasPointerCapture(event.pointerId)) return;
    const to = under(event);
    if (Math.hypot(to[0] - at[0], to[1] - at[1]) < step) return;
    add((at = to));
    aim();
  });
  pad.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!place || !(way || [" ", "Enter", "Backspace"].includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Backspace") {
      put(points().slice(0, -1));
      said.textContent = `${points().length} points`;
    } else if (way) {
      const by = event.shiftKey ? 5 * step : step;
      at = [place.xlim, place.ylim].map(([low, high], i) => round(clamp(at[i] + by * way[i], low, high)));
      aim();
      said.textContent = `cross at ${at.join(", ")}`;
    } else add(at);
  });

  return {
    place(frame) {
      place = frame.places[panel];
      pad.hidden = Boolean(place.covered) !== Boolean(guess); // a guess is drawn before one looks, and then stays
      shown = frame.state[name];
      at ??= [place.xlim, place.ylim].map((limits) => round(along(limits, 0.5)));
      cover(pad, place);
      aim();
      ink();
    },
  };
}
