// The window of requests in flight: twice as many as fit into the line while the kernel draws one, and fewer when they
// queue up there. A frame answers every request up to its own number.
// To hear a request takes the kernel time in which it can't draw, and on a slow machine much of it. So requests go half
// a draw apart: the kernel hears about two for each frame, however fast the hand is, and the newer of them is what it
// draws next. Nor does the page fall silent until an answer comes: a server that holds small packets back (no-delay is
// off) holds the answer too, until the page sends something, or for 40 ms.

const QUICK = 25; // ms in which the kernel draws a frame, if it is a quick one
const FEW = 6; // requests in flight, at least (so that 40 ms never pass in silence) …
const MOST = 16; // … and at most
export const APART = 15; // ms between two requests at least: the screen shows no more than one picture in that time
export const now = () => performance.now();

export function createLine() {
  const flying = new Map(); // number → when it was sent
  let limit = 1, fastest = Infinity, draw = 0, last = 0;
  return {
    // ms until a request may go; Infinity: when an answer comes
    wait() {
      if (!flying.size) return 0;
      return flying.size < limit ? Math.max(0, last + Math.max(APART, draw / 2) - now()) : Infinity;
    },
    busy: () => flying.size > 0,
    sent: (seq) => flying.set(seq, (last = now())),
    awaits: (seq) => flying.has(seq),
    lost: () => flying.clear(),
    // Gives the ms there and back, where they tell something of the line.
    landed({ seq: answered, ms, held, sharp }) {
      const sent = flying.get(answered);
      for (const seq of [...flying.keys()]) if (seq <= answered) flying.delete(seq);
      if (sent === undefined || sharp) return null;
      const trip = Math.max(0, now() - sent - held);
      fastest = Math.min(fastest * 1.01 + 0.05, trip);
      draw = draw ? 0.7 * draw + 0.3 * ms : ms;
      const fitting = 2 * (1 + Math.ceil(fastest / Math.max(draw, 22)));
      if (ms < QUICK && trip > 1.6 * fastest + 12) limit = Math.max(FEW, limit - 1);
      else limit = Math.max(FEW, Math.min(MOST, fitting, limit + 2));
      return trip;
    },
    stats: () => ({ limit, fastest, flying: flying.size }),
  };
}
