// A point that is dragged on the picture, or moved by the arrow keys.
function createHandle(engine, figure, name, { label, panel, fine, step }) {
  const knob = make("div", "jaclib-handle", figure, {
    role: "slider", tabindex: "0", "aria-label": label, "aria-roledescription": "point", "data-lm-suppress-shortcuts": "true",
  });
  let place = null; // the panel's box in the figure, as fractions from its upper left corner, and its limits
  const put = (x, y) => {
    const { xlim, ylim } = place;
    const snap = (value, [low, high]) => tidy(Math.round(Math.min(high, Math.max(low, value)) / fine) * fine);
    show(snap(x, xlim), snap(y, ylim));
    engine.put(name, [snap(x, xlim), snap(y, ylim)]);
  };
  const show = (x, y) => {
    const { box: [left, top, right, bottom], xlim, ylim } = place;
    knob.style.left = `${100 * (left + ((x - xlim[0]) / (xlim[1] - xlim[0])) * (right - left))}%`;
    knob.style.top = `${100 * (bottom - ((y - ylim[0]) / (ylim[1] - ylim[0])) * (bottom - top))}%`;
    knob.setAttribute("aria-valuenow", x);
    knob.setAttribute("aria-valuemin", Number(xlim[0].toFixed(6)));
    knob.setAttribute("aria-valuemax", Number(xlim[1].toFixed(6)));
    knob.setAttribute("aria-valuetext", `${label} at (${x}, ${y})`);
  };
  knob.addEventListener("pointerdown", (event) => {
    if (!place || event.button) return;
    event.preventDefault();
    knob.focus({ preventScroll: true });
    knob.setPointerCapture(event.pointerId);
  });
  knob.addEventListener("pointermove", (event) => {
    if (!place || !knob.hasPointerCapture(event.pointerId)) return;
    const frame = figure.getBoundingClientRect();
    const { box: [left, top, right, bottom], xlim, ylim } = place;
    const u = ((event.clientX - frame.left) / frame.width - left) / (right - left);
    const v = (bottom - (event.clientY - frame.top) / frame.height) / (bottom - top);
    put(xlim[0] + u * (xlim[1] - xlim[0]), ylim[0] + v * (ylim[1] - ylim[0]));
  });
  knob.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!place || (!way && event.key !== "Home")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!way) return put(...engine.home(name));
    const by = event.shiftKey ? 5 * step : step;
    const [x, y] = engine.state()[name];
    put(x + way[0] * by, y + way[1] * by);
  });
  return {
    place(frame) {
      place = frame.places[panel];
      const held = knob.matches(":active");
      if (!held) show(...engine.state()[name]);
    },
  };
}
