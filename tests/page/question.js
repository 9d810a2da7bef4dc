// A question on a page.

import { Model } from "./fake.js";
import widget from "./predict.js";

export function open(el, asked) {
  globalThis.model = new Model(asked);
  widget.render({ model: globalThis.model, el });
}
