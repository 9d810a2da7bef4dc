// Questions on a page whose kernel is the test's own process: `kernel` there takes a question's place and a message, and
// gives the traits.

import { Model } from "./fake.js";
import widget from "./predict.js";

export function open(el, asked) {
  const models = asked.map((traits, place) => {
    const model = new Model(traits);
    model.kernel = async (message) => model.set(await globalThis.kernel(place, message));
    widget.render({ model, el });
    return model;
  });
  Object.assign(globalThis, { models, model: models[0] });
}
