// The way in: a live figure, or controls that several figures share. Each has one engine, and a view for each place
// where it is seen. Imports run one way: the view and the engine don't know each other; what they stand on is
// numbers, dom, line, frames and the like, which import nothing but numbers and dom.

import { createControls } from "./controls.js";
import { createEngine } from "./engine.js";
import { connect } from "./messages.js";
import { createPanel, createView } from "./view.js";

export default () => {
  let engine;
  return {
    initialize({ model }) {
      engine = (model.get("_settings").label ? createEngine : createSteering)(model);
      return () => engine.close();
    },
    render({ el }) {
      return (engine.settings.label ? createView : createPanel)(engine, el);
    },
  };
};

// Controls without a picture of their own, which figures share.
function createSteering(model) {
  const views = new Set();
  const tell = (what, ...words) => views.forEach((view) => view[what]?.(...words));
  const refuse = (name, wrong) => tell("refuse", name, wrong);
  const moved = () => tell("moved");
  const kernel = connect(model, { taken: (message) => controls.taken(message) });
  const controls = createControls(model, { send: kernel.send, moved, refused: refuse });
  model.on("change:_looks", moved);
  const close = () => {
    model.off("change:_looks", moved);
    kernel.close();
    controls.close();
  };
  return { ...controls, model, views, refuse, close, settings: {} };
}
