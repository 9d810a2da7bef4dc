// One view of a live figure: the canvas, the handles on it, and the words below it. All text goes in as text,
// never as markup: a student may have typed it.

function createView(engine, el) {
  const { settings } = engine;
  const id = `jaclib-${Math.random().toString(36).slice(2)}`;
  const root = make("div", "jaclib-stage", el, { "data-lm-suppress-shortcuts": "true" });
  const figure = make("div", "jaclib-figure", root);
  figure.style.aspectRatio = settings.aspect;
  const canvas = make("canvas", "jaclib-canvas", figure, { role: "img", "aria-label": settings.label, "aria-describedby": id });
  const marks = make("canvas", "jaclib-marks", figure, { "aria-hidden": "true" });
  const error = make("p", "jaclib-error", root, { role: "alert" });
  const say = make("p", "jaclib-say", root, { id });
  const values = make("div", "jaclib-values", root);
  const buttons = make("div", "jaclib-buttons", root);
  const status = make("p", "jaclib-status", root, { role: "status" });
  const handles = Object.entries(settings.handles).map(([name, handle]) => createHandle(engine, figure, name, handle));
  const play = settings.play && button(buttons, `▶ ${settings.play.label}`, () => engine.play());
  button(buttons, "Copy this view", async () => {
    const call = engine.shown?.call ?? "";
    const copied = await navigator.clipboard?.writeText(call).then(() => true, () => false);
    status.textContent = copied ? `Copied: ${call}` : call;
    status.classList.add("jaclib-seen");
  });
  let tried = { of: "", points: [] };

  const view = {
    draw(bitmap, frame) {
      if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
        [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
        figure.style.aspectRatio = `${bitmap.width} / ${bitmap.height}`;
        figure.style.maxWidth = `${frame.width}px`;
        tried.of = "";
      }
      canvas.getContext("2d", { alpha: false }).drawImage(bitmap, 0, 0);
      error.textContent = "";
      say.textContent = frame.say;
      readouts(values, frame.values);
      handles.forEach((handle) => handle.place(frame));
      view.busy(false);
      drawTried(frame);
      if (box) nameControls(box, frame.state);
    },
    announce(frame) {
      status.classList.remove("jaclib-seen");
      status.textContent = frame.say;
      if (frame.tried && settings.tried) {
        tried.points.push(frame.tried);
        drawTried(frame);
      }
    },
    complain(message) {
      view.busy(false);
      error.textContent = message;
    },
    waiting: (message) => { error.textContent = message; },
    busy: (on) => root.classList.toggle("jaclib-busy", on),
    playing(on) {
      if (play) play.textContent = on ? "❚❚ Pause" : `▶ ${settings.play.label}`;
    },
  };

  // A small ring for each value tried at rest, as long as all else stays the same.
  function drawTried(frame) {
    if (!settings.tried) return;
    const { [settings.tried]: _, ...others } = frame.state;
    const of = JSON.stringify([others, canvas.width]);
    if (of !== tried.of) tried = { of, points: [] };
    [marks.width, marks.height] = [canvas.width, canvas.height];
    const pen = marks.getContext("2d");
    const unit = canvas.width / frame.width;
    pen.strokeStyle = frame.ink;
    pen.lineWidth = 1.5 * unit;
    for (const [x, y] of tried.points) {
      pen.beginPath();
      pen.arc(x * marks.width, y * marks.height, 3.5 * unit, 0, 7);
      pen.stroke();
    }
  }

  // the controls stand beside the stage, and are there once it is on the page
  let box = null;
  const naming = new MutationObserver(() => nameControls(box, engine.shown?.state ?? {}));
  const lay = () => {
    if (!box && root.isConnected) {
      box = el.closest(".jaclib-live") ?? root;
      naming.observe(box, { childList: true, subtree: true });
      nameControls(box, {});
    }
    const width = Math.floor(Math.min(root.clientWidth, 1280) / 20) * 20;
    root.classList.toggle("jaclib-dark", isDark());
    if (width > 0) engine.lay({ width, ratio: Math.min(3, Math.max(1, devicePixelRatio)), dark: isDark() });
  };
  let sizing = 0;
  const sized = new ResizeObserver(() => { clearTimeout(sizing); sizing = setTimeout(lay, engine.layout ? 150 : 0); });
  sized.observe(root);
  const themed = new MutationObserver(lay);
  themed.observe(document.body, { attributes: true });
  addEventListener("resize", lay); // zooming changes the device pixel ratio, not the width
  engine.views.add(view);
  if (engine.shown) createImageBitmap(engine.shown.blob).then((bitmap) => view.draw(bitmap, engine.shown));
  else if (!engine.alive) still();

  // A page without a kernel: the picture as it was saved.
  function still() {
    const png = engine.model.get("still");
    view.complain("No kernel is running: this is the picture as it was saved. Run the cell to move it.");
    if (png?.byteLength) createImageBitmap(new Blob([png], { type: "image/png" })).then((bitmap) => {
      [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
      figure.style.aspectRatio = `${bitmap.width} / ${bitmap.height}`;
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
    });
  }

  return () => {
    [naming, sized, themed].forEach((observer) => observer.disconnect());
    removeEventListener("resize", lay);
    clearTimeout(sizing);
    engine.views.delete(view);
  };
}

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

// ipywidgets links a label with a text field, and leaves sliders without a name and logarithmic ones with a wrong
// value for who cannot see them. And JupyterLab takes the arrow keys away from what does not ask for them.
function nameControls(box, state) {
  for (const control of box.querySelectorAll(".jaclib-controls [role=slider], .jaclib-controls input, .jaclib-controls select"))
    control.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const slider of box.querySelectorAll(".jaclib-controls [role=slider]")) {
    const row = slider.closest(".widget-slider");
    slider.setAttribute("aria-label", row?.querySelector(".widget-label")?.textContent ?? "slider");
    const name = [...(row?.classList ?? [])].find((it) => it.startsWith("jaclib-of-"))?.slice("jaclib-of-".length);
    if (name in state) slider.setAttribute("aria-valuetext", state[name]);
  }
}

// Numbers, vectors and matrices as they are set in a book. They are rebuilt only where their shape changes.
function readouts(box, values) {
  const shape = JSON.stringify(values.map(({ label, rows }) => [label, rows.length, rows[0].length]));
  if (box.dataset.shape !== shape) {
    box.dataset.shape = shape;
    box.replaceChildren();
    for (const { label, rows, columns } of values) {
      const item = make("span", "jaclib-value", box);
      make("span", "jaclib-name", item).textContent = `${label} =`;
      const matrix = make("span", rows.length > 1 ? "jaclib-matrix" : "jaclib-row", item, { role: "math" });
      if (columns) matrix.classList.add("jaclib-columns");
      matrix.style.gridTemplateColumns = `repeat(${rows[0].length}, auto)`;
      for (const _ of rows.flat()) make("span", "jaclib-number", matrix);
    }
  }
  values.forEach(({ label, rows }, i) => {
    const matrix = box.children[i].children[1];
    matrix.setAttribute("aria-label", `${label} = ${rows.map((row) => row.join(", ")).join("; ")}`);
    rows.flat().forEach((text, j) => { matrix.children[j].textContent = text; });
  });
}

function isDark() {
  const { jpThemeLight } = document.body.dataset;
  if (jpThemeLight) return jpThemeLight === "false";
  return document.body.classList.contains("vscode-dark") || matchMedia("(prefers-color-scheme: dark)").matches;
}

function make(tag, className, parent, attributes = {}) {
  const node = document.createElement(tag);
  node.className = className;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return parent.appendChild(node);
}

function button(parent, text, press) {
  const node = make("button", "jaclib-button", parent, { type: "button" });
  node.textContent = text;
  node.addEventListener("click", press);
  return node;
}
