// A question on a page whose kernel is the test's own process: `kernel` there takes a message, and gives the traits.

import { Model } from "./fake.js";
import widget from "./predict.js";

export function open(el, asked) {
  const model = globalThis.model = new Model(asked);
  model.kernel = async (message) => model.set(await globalThis.kernel(message));
  widget.render({ model, el });
}
