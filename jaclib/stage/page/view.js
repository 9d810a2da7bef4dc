// One view of a live figure: the canvas, the handles on it, and the words below it. All text goes in as text,
// never as markup: a student may have typed it.

function createView(engine, el) {
  const { settings } = engine;
  if (!settings.label) return createPanel(engine, el);
  const id = `jaclib-${Math.random().toString(36).slice(2)}`;
  const root = make("div", "jaclib-stage", el, KEYS);
  const inputs = createInputs(engine, make("div", "jaclib-controls", root));
  const challenges = settings.tasks.length && createChallenges(settings.tasks, root);
  const figure = make("div", "jaclib-figure", root);
  figure.style.aspectRatio = settings.aspect;
  const canvas = make("canvas", "jaclib-canvas", figure, { role: "img", "aria-label": settings.label, "aria-describedby": id });
  const marks = settings.tried && make("canvas", "jaclib-marks", figure, { "aria-hidden": "true" });
  const progress = make("p", "jaclib-progress", figure);
  const error = make("p", "jaclib-error", root, { role: "alert" });
  const say = make("p", "jaclib-say", root, { id });
  const values = make("div", "jaclib-values", root);
  const touched = make("p", "jaclib-touched", root);
  const buttons = make("div", "jaclib-buttons", root);
  const status = make("p", "jaclib-status", root, { role: "status" });
  const handles = Object.entries(settings.handles).map(([name, handle]) => createHandle(engine, figure, name, handle));
  const touch = createTouch(figure, values, touched);
  button(buttons, "Copy this view", async () => {
    const call = engine.shown?.call ?? "";
    const copied = await navigator.clipboard?.writeText(call).then(() => true, () => false);
    status.textContent = copied ? `Copied: ${call}` : call;
    status.classList.add("jaclib-seen");
  });
  let tried = { of: "", points: [] };

  const view = {
    draw(bitmap, frame) {
      put(bitmap);
      figure.style.maxWidth = `${engine.layout.width}px`; // one drawn for another width is not seen for long
      error.textContent = progress.textContent = "";
      say.textContent = frame.say;
      readouts(values, frame.values);
      handles.forEach((handle) => handle.place(frame));
      touch.draw(frame);
      view.busy(false);
      drawTried(frame);
    },
    announce(frame) {
      status.classList.remove("jaclib-seen");
      status.textContent = frame.say;
      if (challenges) challenges.judge(frame);
      say.style.minHeight = `${say.offsetHeight}px`; // a line more now and then would make the page jump
      if (frame.tried && marks) {
        tried.points.push(frame.tried);
        drawTried(frame);
      }
    },
    complain(message) {
      view.busy(false);
      progress.textContent = "";
      error.textContent = message;
    },
    gone() {
      if (engine.answered) return view.complain("The kernel of this picture has stopped. Run the cell again to move it.");
      view.complain("No kernel is running: this is the picture as it was saved. Run the cell to move it.");
      const png = engine.model.get("_still");
      if (png?.byteLength && !engine.shown) createImageBitmap(new Blob([png], { type: "image/png" })).then(put);
    },
    busy: (on) => root.classList.toggle("jaclib-busy", on),
    moved: inputs.show,
    refuse: inputs.refuse,
    playing: inputs.playing,
    progress(words) {
      progress.textContent = words;
    },
  };

  function put(bitmap) {
    if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
      [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
      figure.style.aspectRatio = `${bitmap.width} / ${bitmap.height}`;
    }
    canvas.getContext("2d", { alpha: false }).drawImage(bitmap, 0, 0);
  }

  // A small ring for each value tried at rest, as long as all else stays the same.
  function drawTried(frame) {
    if (!marks) return;
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

  inputs.show();
  const lay = () => {
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
  view.playing(null);
  if (engine.shown) createImageBitmap(engine.shown.blob).then((bitmap) => view.draw(bitmap, engine.shown));
  if (!engine.alive) view.gone();

  return () => {
    [sized, themed].forEach((observer) => observer.disconnect());
    removeEventListener("resize", lay);
    clearTimeout(sizing);
    engine.views.delete(view);
  };
}

// A view of controls without a picture.
function createPanel(engine, el) {
  const root = make("div", "jaclib-stage", el, KEYS);
  const inputs = createInputs(engine, make("div", "jaclib-controls", root));
  const view = { moved: inputs.show, refuse: inputs.refuse };
  const themed = new MutationObserver(() => root.classList.toggle("jaclib-dark", isDark()));
  themed.observe(document.body, { attributes: true });
  root.classList.toggle("jaclib-dark", isDark());
  engine.views.add(view);
  inputs.show();
  return () => {
    themed.disconnect();
    engine.views.delete(view);
  };
}
