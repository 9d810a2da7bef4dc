// What a drag was like, for a teacher on a slow hub: the way there and back, the pictures seen, the kernel's work.

import { now } from "./line.js";

export function createMeter() {
  /** @type {{trip: number, drawing: number, encoding: number}[]} */
  let landed = [];
  /** @type {number[]} */
  let seen = [];
  const begin = () => { [landed, seen] = [[], []]; };
  const mean = (name) => landed.reduce((sum, frame) => sum + frame[name], 0) / landed.length;
  return {
    begin,
    /** @type {(trip: number, frame: {ms: number, encoding: number}) => void} */
    landed: (trip, { ms, encoding }) => void landed.push({ trip, drawing: ms - encoding, encoding }),
    shown: () => seen.push(now()),
    /** @returns {import("./messages.js").Drag | null} of what came since it began; null where that was no drag */
    told() {
      const [frames, rate] = [seen.length, (1000 * (seen.length - 1)) / (seen.at(-1) - seen[0])];
      const drag = { frames, rate, trip: mean("trip"), drawing: mean("drawing"), encoding: mean("encoding") };
      const enough = frames > 1 && landed.length > 0;
      begin();
      return enough ? drag : null;
    },
  };
}
