// What is dragged on the picture, or moved by the arrow keys: a point, or the place from which space is looked at.
function createHandle(engine, figure, name, handle) {
  const kind = handle.turns ? createTurning : createPoint;
  const knob = make("div", handle.turns ? "jaclib-turn" : "jaclib-handle", figure, {
    role: "slider", tabindex: "0", "aria-label": handle.label, "data-lm-suppress-shortcuts": "true",
  });
  const { show, drag } = kind(knob, handle, () => (handle.base ? engine.state()[handle.base] : [0, 0]));
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
    const [x, y] = engine.state()[name];
    put(way ? drag.within([x + way[0] * by, y + way[1] * by], frame.places[handle.panel]) : engine.home(name));
  });
  return {
    place(now) {
      frame = now;
      if (!knob.matches(":active")) show(engine.state()[name], frame.places[handle.panel]);
    },
  };
}

// A point stands where its value says, or that far from another point, its base; `least` is how far at the least.
function createPoint(knob, { label, fine, least = -Infinity }, base) {
  knob.setAttribute("aria-roledescription", "point");
  const snap = (value, [low, high]) => tidy(Math.max(least, Math.round(Math.min(high, Math.max(low, value)) / fine) * fine));
  const within = ([x, y], { xlim, ylim }) => {
    const [x0, y0] = base();
    return [snap(x, xlim.map((end) => end - x0)), snap(y, ylim.map((end) => end - y0))];
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
