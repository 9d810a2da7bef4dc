// One view of a live figure: its controls, the canvas, the handles on it, and the words below it. What one presses
// stands directly above the picture. All text goes in as text, never as markup: a student may have typed it.

import { createChallenges } from "./challenge.js";
import { button, fold, freshId, isDark, make, shareKeys } from "./dom.js";
import { advice } from "./gone.js";
import { createDragged } from "./dragged.js";
import { createHandle } from "./handle.js";
import { createInputs } from "./inputs.js";
import { createKnobs } from "./knobs.js";
import { clamp } from "./numbers.js";
import { createPicks } from "./picks.js";
import { createSteady } from "./steady.js";
import { createTouch } from "./touch.js";
import { createWaiting } from "./waiting.js";
import { readouts, tabulate } from "./words.js";

const IN_SIGHT = 5; // read-outs; the others are under Numbers
// CSS pixels of a layout: on a wider page all of it is drawn larger, on a narrower one smaller.
const WIDEST = 1280, NARROWEST = 320;
const MOST_PIXELS = 3840; // of a frame from left to right, so that it is drawn and sent in time

export function createView(engine, el) {
  const { settings } = engine;
  const id = freshId();
  const root = make("div", "jaclib-stage", el);
  const challenges = settings.tasks.length && createChallenges(settings.tasks, root);
  const row = make("div", "jaclib-controls", root);
  const waiting = createWaiting(engine, root, row);
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
  const inputs = createInputs(engine, row, settings.more.length ? foldControls(buttons, root) : row);
  const numbers = fold(buttons, root, "Numbers", () => engine.shown && tabulate(table, engine.shown.values));
  const table = make("table", "jaclib-table", numbers, { "aria-label": "numbers of the picture" });
  const status = make("p", "jaclib-status", root, { role: "status" });
  const handles = Object.entries(settings.handles).map(([name, handle]) => createHandle(engine, figure, name, handle));
  const dragged = createDragged(engine);
  for (const [name, look] of Object.entries(engine.looks())) {
    if (look.knobs) handles.push(createKnobs(engine, figure, name));
    if (look.picks) handles.push(createPicks(engine, figure, name));
  }
  const touch = createTouch(figure, values, touched);
  button(buttons, "Copy this view", async () => {
    const call = engine.shown?.call ?? "";
    const copied = await navigator.clipboard?.writeText(call).then(() => true, () => false);
    status.textContent = copied ? `Copied: ${call}` : call;
    status.classList.add("jaclib-seen");
  });
  let tried = { of: "", points: [] };
  const steady = createSteady([say, values, touched, ...root.querySelectorAll(".jaclib-verdict")]);
  let seen = false, zoom = 1, room = 0;

  const view = {
    root,
    draw(bitmap, frame) {
      put(bitmap);
      figure.style.maxWidth = `${engine.layout.width * zoom}px`; // one drawn for another width is not seen for long
      error.textContent = progress.textContent = "";
      say.textContent = frame.say;
      readouts(values, frame.values.slice(0, IN_SIGHT), dragged.bind);
      if (!numbers.hidden) tabulate(table, frame.values);
      handles.forEach((handle) => handle.place(frame));
      touch.draw(frame);
      view.busy(false);
      drawTried(frame);
      steady(room);
    },
    announce(frame) {
      status.classList.remove("jaclib-seen");
      status.textContent = frame.say;
      if (challenges) challenges.judge(frame);
      steady(room);
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
      view.complain(`No kernel draws this picture now. ${advice()}`);
      const png = engine.model.get("_still");
      if (png?.byteLength && !engine.shown) createImageBitmap(new Blob([png], { type: "image/png" })).then(put);
    },
    busy: (on) => root.classList.toggle("jaclib-busy", on),
    seen: () => seen,
    moved() {
      inputs.show();
      dragged.follow();
      waiting.show();
    },
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

  view.moved();
  const lay = () => {
    room = root.clientWidth;
    const width = clamp(Math.floor(room / 20) * 20, NARROWEST, WIDEST);
    zoom = room > WIDEST || room < NARROWEST ? room / width : 1;
    const larger = Math.max(1, zoom);
    root.style.fontSize = `${14 * larger}px`;
    root.classList.toggle("jaclib-dark", isDark());
    const ratio = Math.min(clamp(devicePixelRatio, 1, 3) * larger, Math.max(1, MOST_PIXELS / width));
    if (room > 0) engine.lay({ width, ratio: Number(ratio.toFixed(3)), dark: isDark() });
  };
  let sizing = 0;
  const sized = new ResizeObserver(() => { clearTimeout(sizing); sizing = setTimeout(lay, engine.layout ? 150 : 0); });
  sized.observe(root);
  const looked = new IntersectionObserver((entries) => {
    seen = entries.at(-1).isIntersecting;
    engine.look();
  });
  looked.observe(root);
  const themed = new MutationObserver(lay);
  themed.observe(document.body, { attributes: true });
  addEventListener("resize", lay); // zooming changes the device pixel ratio, not the width
  engine.views.add(view);
  view.playing(null);
  if (engine.shown) createImageBitmap(engine.shown.blob).then((bitmap) => view.draw(bitmap, engine.shown));
  if (!engine.alive) view.gone();
  const release = shareKeys(root);

  return () => {
    release();
    [sized, looked, themed].forEach((observer) => observer.disconnect());
    removeEventListener("resize", lay);
    clearTimeout(sizing);
    engine.views.delete(view);
  };
}

function foldControls(buttons, root) {
  const folded = fold(buttons, root, "More controls");
  folded.classList.add("jaclib-controls");
  return folded;
}

// A view of controls without a picture.
export function createPanel(engine, el) {
  const root = make("div", "jaclib-stage", el);
  const inputs = createInputs(engine, make("div", "jaclib-controls", root));
  const view = { moved: inputs.show, refuse: inputs.refuse };
  const themed = new MutationObserver(() => root.classList.toggle("jaclib-dark", isDark()));
  themed.observe(document.body, { attributes: true });
  root.classList.toggle("jaclib-dark", isDark());
  engine.views.add(view);
  inputs.show();
  const release = shareKeys(root);
  return () => {
    release();
    themed.disconnect();
    engine.views.delete(view);
  };
}
