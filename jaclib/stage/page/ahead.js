// The neighbours of a state along the control last moved, the nearest first, two at a time.

import { scale, tidy } from "./numbers.js";

const NEAR = 6; // neighbours that are made ready
const NEIGHBOURS = 60; // drawn ahead while nothing else is asked

export function createAhead(settings, controls, frames, screen) {
  let batch = 1, flying = 0, queue = null, near = new Set();

  function neighbours(state) {
    const name = controls.lastMoved() ?? Object.keys(settings.plays)[0];
    if (settings.handles[name]?.pen) return [];
    const values = settings.handles[name] ? around(state[name], settings.handles[name].step) : along(name, state[name]);
    return values.map((value) => ({ ...state, [name]: value }));
  }

  function along(name, value) {
    if (typeof value !== "number") return []; // only a slider has one
    const { last, at, nearest } = scale(controls.looks()[name]), values = [];
    for (let k = 1; k <= NEIGHBOURS / 2; k++)
      for (const place of [nearest(value) + k, nearest(value) - k]) if (place >= 0 && place <= last) values.push(at(place));
    return values;
  }

  function around([x, y], step) {
    const values = [];
    for (let k = step; k <= (step * NEIGHBOURS) / 4; k += step)
      for (const [dx, dy] of [[k, 0], [-k, 0], [0, k], [0, -k]]) values.push([tidy(x + dx), tidy(y + dy)]);
    return values;
  }

  return {
    batch: () => batch,
    stop() {
      batch++;
      queue = null;
      flying = 0;
    },
    landed({ ahead, key }) {
      if (ahead !== batch) return;
      flying--;
      if (near.has(key) && frames.get(key)) screen.warm(frames.get(key));
    },
    // The states to ask for now.
    next(state, keyOf) {
      if (!queue) {
        const all = neighbours(state);
        near = new Set(all.slice(0, NEAR).map(keyOf));
        near.forEach((key) => frames.get(key) && screen.warm(frames.get(key)));
        queue = all.filter((neighbour) => !frames.get(keyOf(neighbour)));
      }
      const states = queue.splice(0, 2 - flying);
      flying += states.length;
      return states;
    },
  };
}
