// What is dragged on the picture, or moved by the arrow keys: a point, or the place from which space is looked at.

import { cover, make } from "./dom.js";
import { clamp, inPanel, isIn, onFigure, pointed, tidy } from "./numbers.js";
import { createPen } from "./pen.js";

export function createHandle(engine, figure, name, handle) {
  if (handle.pen) return createPen(engine, figure, name, handle);
  const kind = handle.turns ? createTurning : handle.sight ? createFarPoint : createPoint;
  const knob = make("div", handle.turns ? "jaclib-turn" : "jaclib-handle", figure, {
    role: "slider", tabindex: "0", "aria-label": handle.label,
  });
  const base = () => (handle.base ? engine.state()[handle.base] : [0, 0]);
  const { show, drag, step } = kind(knob, () => engine.looks()[name].handle, base, engine.state);
  let frame = null;
  const put = (value) => { show(value, frame.places[handle.panel]); engine.put(name, value); };
  let grip = null; // what a drag starts from
  knob.addEventListener("pointerdown", (event) => {
    if (!frame || event.button) return;
    event.preventDefault();
    knob.focus({ preventScroll: true });
    knob.setPointerCapture(event.pointerId);
    grip = { x: event.clientX, y: event.clientY, value: engine.state()[name] };
  });
  knob.addEventListener("pointermove", (event) => {
    if (!frame || !knob.hasPointerCapture(event.pointerId)) return;
    put(drag(event, grip, figure.getBoundingClientRect(), frame.places[handle.panel]));
  });
  knob.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!frame || (!way && event.key !== "Home")) return;
    event.preventDefault();
    event.stopPropagation();
    const by = event.shiftKey ? 5 * handle.step : handle.step;
    const value = engine.state()[name];
    put(way ? step(value, way.map((x) => x * by), frame.places[handle.panel]) : engine.home(name));
  });
  if (handle.click)
    figure.addEventListener("click", (event) => {
      if (!frame || event.target.closest("[role=slider]")) return; // another point, or this one, was let go
      const place = frame.places[handle.panel], rect = figure.getBoundingClientRect();
      if (!isIn(place, pointed(event, rect))) return;
      knob.focus({ preventScroll: true });
      put(drag(event, null, rect, place));
    });
  return {
    place(now) {
      frame = now;
      knob.hidden = Boolean(frame.places[handle.panel].covered);
      if (!knob.matches(":active")) show(engine.state()[name], frame.places[handle.panel]);
    },
  };
}

// A point stands where its value says, or that far from another point, its base; `least` is the least that it may be.
// What it is drawn from can change, as with the map: `look` gives it as it is now.
export function createPoint(knob, look, base) {
  knob.setAttribute("aria-roledescription", "point");
  const within = ([x, y], { xlim, ylim }) => {
    const { fine, least = [-Infinity, -Infinity] } = look(), [x0, y0] = base();
    const snap = (value, low, high) => tidy(Math.round(clamp(value, low, high) / fine) * fine);
    const near = [snap(x, xlim[0] - x0, xlim[1] - x0), snap(y, ylim[0] - y0, ylim[1] - y0)];
    return near.map((value, i) => tidy(Math.max(least[i], value)));
  };
  const drag = (event, _grip, rect, place) => {
    const [x, y] = inPanel(place, pointed(event, rect)), [x0, y0] = base();
    return within([x - x0, y - y0], place);
  };
  const show = ([x, y], place) => {
    const [x0, y0] = base();
    stand(knob, place, [x0 + x, y0 + y]);
    knob.setAttribute("aria-valuenow", x);
    knob.setAttribute("aria-valuemin", Number(place.xlim[0].toFixed(6)));
    knob.setAttribute("aria-valuemax", Number(place.xlim[1].toFixed(6)));
    knob.setAttribute("aria-valuetext", `${look().label} at (${x}, ${y})`);
  };
  return { show, drag, step: ([x, y], [dx, dy], place) => within([x + dx, y + dy], place) };
}

function stand(knob, place, point) {
  const [left, top] = onFigure(place, point);
  knob.style.left = `${100 * left}%`;
  knob.style.top = `${100 * top}%`;
}

// A point of the line, or of space: it is dragged along the page, and so across the line of sight. `sight.view` names
// the control that says from where space is seen, `sight.centre` is what lies in the middle of the panel.
export function createFarPoint(knob, look, base, state) {
  knob.setAttribute("aria-roledescription", "point");
  const { label, fine, sight, base: hangs } = look();
  const axes = () => { // for each coordinate, the way on the page in which it grows
    if (!sight.view) return [[1, 0]];
    const [a, e] = state()[sight.view].map((angle) => (angle * Math.PI) / 180);
    return [
      [-Math.sin(a), -Math.sin(e) * Math.cos(a)],
      [Math.cos(a), -Math.sin(e) * Math.sin(a)],
      [0, Math.cos(e)],
    ];
  };
  const step = (value, [u, v]) =>
    axes().map(([right, up], i) => tidy(Math.round((value[i] + right * u + up * v) / fine) * fine));
  const drag = (event, grip, rect, { box: [left, top, right, bottom], xlim, ylim }) => {
    const x = clamp(event.clientX, rect.left + left * rect.width, rect.left + right * rect.width);
    const y = clamp(event.clientY, rect.top + top * rect.height, rect.top + bottom * rect.height);
    const u = ((x - grip.x) / rect.width / (right - left)) * (xlim[1] - xlim[0]);
    const v = ((grip.y - y) / rect.height / (bottom - top)) * (ylim[1] - ylim[0]);
    return step(grip.value, [u, v]);
  };
  const show = (value, place) => {
    const from = hangs ? base() : value.map(() => 0);
    const seen = (k) => axes().reduce((sum, axis, i) => sum + axis[k] * (from[i] + value[i] - sight.centre[i]), 0);
    stand(knob, place, [seen(0), seen(1)]);
    knob.setAttribute("aria-valuenow", value[0]);
    knob.setAttribute("aria-valuetext", `${label} at (${value.join(", ")})`);
  };
  return { show, drag, step };
}

// The whole panel turns: half a degree for each pixel.
export function createTurning(knob, look) {
  const { fine } = look();
  knob.setAttribute("aria-roledescription", "view of space");
  knob.setAttribute("aria-valuemin", -180);
  knob.setAttribute("aria-valuemax", 180);
  const round = (angle) => Math.round(angle / fine) * fine;
  const within = ([azimuth, elevation]) => [
    ((((round(azimuth) + 180) % 360) + 360) % 360) - 180,
    clamp(round(elevation), -90, 90),
  ];
  const drag = (event, { x, y, value }) =>
    within([value[0] - (event.clientX - x) / 2, value[1] + (event.clientY - y) / 2]);
  const show = ([azimuth, elevation], place) => {
    cover(knob, place);
    knob.setAttribute("aria-valuenow", azimuth);
    knob.setAttribute("aria-valuetext", `turned by ${azimuth}°, seen from ${elevation}° above`);
  };
  return { show, drag, step: ([azimuth, elevation], [du, dv]) => within([azimuth + du, elevation + dv]) };
}
