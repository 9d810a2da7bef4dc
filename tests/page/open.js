// A figure on a page, with a slider t and a point p, and a kernel that paints its picture as red as t says. Where the
// address ends in "?map", it has a map f, too.

import { answer, figure, MAP, POINT, SLIDER } from "./fake.js";
import widget from "./stage.js";

const canvas = new OffscreenCanvas(40, 20), pen = canvas.getContext("2d");

async function picture({ t }) {
  pen.fillStyle = `rgb(${Math.round(255 * t)}, 0, 0)`;
  pen.fillRect(0, 0, 40, 20);
  return new DataView(await (await canvas.convertToBlob()).arrayBuffer());
}

export function open(el) {
  const map = location.search === "?map" ? { f: [MAP, "polar"] } : {};
  const model = figure({ t: [SLIDER, 0.2], p: [POINT, [0.5, 0.5]], ...map });
  let turn = Promise.resolve(); // one picture after the other, in the order in which they are asked for
  model.kernel = (request) => {
    if (request.kind === "draw") turn = turn.then(async () => model.trigger("msg:custom", answer(request), [await picture(request.state)]));
  };
  const made = widget();
  made.initialize({ model });
  made.render({ el });
  Object.assign(globalThis, { model, engine: [...globalThis.jaclibStages].at(-1) });
}
