// What is dragged on the picture, or moved by the arrow keys: a point, or the place from which space is looked at.
function createHandle(engine, figure, name, handle) {
  if (handle.pen) return createPen(engine, figure, name, handle);
  const kind = handle.turns ? createTurning : handle.sight ? createFarPoint : createPoint;
  const knob = make("div", handle.turns ? "jaclib-turn" : "jaclib-handle", figure, {
    role: "slider", tabindex: "0", "aria-label": handle.label, "data-lm-suppress-shortcuts": "true",
  });
  const { show, drag } = kind(knob, handle, () => (handle.base ? engine.state()[handle.base] : [0, 0]), engine.state);
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
    const moved = () => drag.move?.(value, way, by) ?? drag.within(value.map((x, i) => x + way[i] * by), frame.places[handle.panel]);
    put(way ? moved() : engine.home(name));
  });
  if (handle.click)
    figure.addEventListener("click", (event) => {
      if (!frame || event.target.closest("[role=slider]")) return; // another point, or this one, was let go
      const place = frame.places[handle.panel], { left, top, width, height } = figure.getBoundingClientRect();
      const [u, v] = [(event.clientX - left) / width, (event.clientY - top) / height];
      const [west, north, east, south] = place.box;
      if (u < west || u > east || v < north || v > south) return;
      knob.focus({ preventScroll: true });
      put(drag(event, null, figure.getBoundingClientRect(), place));
    });
  return {
    place(now) {
      frame = now;
      if (!knob.matches(":active")) show(engine.state()[name], frame.places[handle.panel]);
    },
  };
}

// A point stands where its value says, or that far from another point, its base; `least` is the least that it may be.
function createPoint(knob, { label, fine, least = [-Infinity, -Infinity] }, base) {
  knob.setAttribute("aria-roledescription", "point");
  const snap = (value, low, high) => tidy(Math.round(Math.min(high, Math.max(low, value)) / fine) * fine);
  const within = ([x, y], { xlim, ylim }) => {
    const [x0, y0] = base();
    const near = [snap(x, xlim[0] - x0, xlim[1] - x0), snap(y, ylim[0] - y0, ylim[1] - y0)];
    return near.map((value, i) => tidy(Math.max(least[i], value)));
  };
  const drag = (event, grip, frame, place) => {
    const { box: [left, top, right, bottom], xlim, ylim } = place; // the box in fractions of the figure, from above
    const u = ((event.clientX - frame.left) / frame.width - left) / (right - left);
    const v = (bottom - (event.clientY - frame.top) / frame.height) / (bottom - top);
    const [x0, y0] = base();
    return within([xlim[0] + u * (xlim[1] - xlim[0]) - x0, ylim[0] + v * (ylim[1] - ylim[0]) - y0], place);
  };
  const show = ([x, y], { box: [left, top, right, bottom], xlim, ylim }) => {
    const [x0, y0] = base();
    knob.style.left = `${100 * (left + ((x0 + x - xlim[0]) / (xlim[1] - xlim[0])) * (right - left))}%`;
    knob.style.top = `${100 * (bottom - ((y0 + y - ylim[0]) / (ylim[1] - ylim[0])) * (bottom - top))}%`;
    knob.setAttribute("aria-valuenow", x);
    knob.setAttribute("aria-valuemin", Number(xlim[0].toFixed(6)));
    knob.setAttribute("aria-valuemax", Number(xlim[1].toFixed(6)));
    knob.setAttribute("aria-valuetext", `${label} at (${x}, ${y})`);
  };
  return { show, drag: Object.assign(drag, { within }) };
}

// A point of the line, or of space: it is dragged along the page, and so across the line of sight. `sight.view` names
// the control that says from where space is seen, `sight.centre` is what lies in the middle of the panel.
function createFarPoint(knob, { label, fine, sight, base: hangs }, base, state) {
  knob.setAttribute("aria-roledescription", "point");
  const axes = () => { // for each coordinate, the way on the page in which it grows
    if (!sight.view) return [[1, 0]];
    const [a, e] = state()[sight.view].map((angle) => (angle * Math.PI) / 180);
    return [
      [-Math.sin(a), -Math.sin(e) * Math.cos(a)],
      [Math.cos(a), -Math.sin(e) * Math.sin(a)],
      [0, Math.cos(e)],
    ];
  };
  const move = (value, [u, v], by = 1) =>
    axes().map(([right, up], i) => tidy(Math.round((value[i] + (right * u + up * v) * by) / fine) * fine));
  const drag = (event, grip, frame, { box: [left, top, right, bottom], xlim, ylim }) => {
    const inside = (at, low, high) => Math.min(high, Math.max(low, at));
    const x = inside(event.clientX, frame.left + left * frame.width, frame.left + right * frame.width);
    const y = inside(event.clientY, frame.top + top * frame.height, frame.top + bottom * frame.height);
    const u = ((x - grip.x) / frame.width / (right - left)) * (xlim[1] - xlim[0]);
    const v = ((grip.y - y) / frame.height / (bottom - top)) * (ylim[1] - ylim[0]);
    return move(grip.value, [u, v]);
  };
  const show = (value, { box: [left, top, right, bottom], xlim, ylim }) => {
    const from = hangs ? base() : value.map(() => 0);
    const page = [0, 1].map((k) => axes().reduce((sum, axis, i) => sum + axis[k] * (from[i] + value[i] - sight.centre[i]), 0));
    knob.style.left = `${100 * (left + ((page[0] - xlim[0]) / (xlim[1] - xlim[0])) * (right - left))}%`;
    knob.style.top = `${100 * (bottom - ((page[1] - ylim[0]) / (ylim[1] - ylim[0])) * (bottom - top))}%`;
    knob.setAttribute("aria-valuenow", value[0]);
    knob.setAttribute("aria-valuetext", `${label} at (${value.join(", ")})`);
  };
  return { show, drag: Object.assign(drag, { move }) };
}

// The whole panel turns: half a degree for each pixel.
function createTurning(knob, { fine }) {
  knob.setAttribute("aria-roledescription", "view of space");
  knob.setAttribute("aria-valuemin", -180);
  knob.setAttribute("aria-valuemax", 180);
  const round = (angle) => Math.round(angle / fine) * fine;
  const within = ([azimuth, elevation]) => [
    ((((round(azimuth) + 180) % 360) + 360) % 360) - 180,
    Math.min(90, Math.max(-90, round(elevation))),
  ];
  const drag = (event, { x, y, value }) =>
    within([value[0] - (event.clientX - x) / 2, value[1] + (event.clientY - y) / 2]);
  const show = ([azimuth, elevation], { box: [left, top, right, bottom] }) => {
    const at = { left, top, width: right - left, height: bottom - top };
    for (const [side, part] of Object.entries(at)) knob.style[side] = `${100 * part}%`;
    knob.setAttribute("aria-valuenow", azimuth);
    knob.setAttribute("aria-valuetext", `turned by ${azimuth}°, seen from ${elevation}° above`);
  };
  return { show, drag: Object.assign(drag, { within }) };
}
