// Frames: those kept in the page, the line that they come by, the screen that shows them, and what is asked for
// before anybody wants it.

const KEEP = 44 * 2 ** 20; // bytes of frames kept in the page as they came …
const READY = 20 * 2 ** 20; // … and of those kept decoded, to be seen in the very frame in which they are wanted
const NEAR = 6; // neighbours that are made ready
const QUICK = 25; // ms in which the kernel draws a frame, if it is a quick one
const FEW = 6, MOST = 16; // requests in flight, at least (so that 40 ms never pass in silence) and at most
const APART = 15; // ms between two requests at least: the screen shows no more than one picture in that time
const NEIGHBOURS = 60; // drawn ahead while nothing else is asked
const now = () => performance.now();

// The frames kept, by the key of their state; the one least recently shown is the first to go.
function createFrames() {
  const frames = new Map();
  let bytes = 0;
  const drop = (key) => { bytes -= frames.get(key)?.blob.size ?? 0; frames.delete(key); };
  return {
    get: (key) => frames.get(key),
    keep(meta, png) {
      const old = frames.get(meta.key);
      if (old?.sharp && !meta.sharp) return old;
      const frame = { ...meta, state: JSON.parse(meta.key)[0], blob: new Blob([png], { type: "image/png" }) };
      drop(meta.key);
      frames.set(meta.key, frame);
      bytes += frame.blob.size;
      while (bytes > KEEP) drop(frames.keys().next().value);
      return frame;
    },
    touch(frame) {
      if (frames.get(frame.key) !== frame) return;
      frames.delete(frame.key);
      frames.set(frame.key, frame);
    },
    clear: () => { frames.clear(); bytes = 0; },
    stats: () => ({ frames: frames.size, kept: bytes }),
  };
}

// The window of requests in flight: twice as many as fit into the line while the kernel draws one, and fewer when they
// queue up there. A frame answers every request up to its own number.
// To hear a request takes the kernel time in which it can't draw, and on a slow machine much of it. So requests go half
// a draw apart: the kernel hears about two for each frame, however fast the hand is, and the newer of them is what it
// draws next. Nor does the page fall silent until an answer comes: a server that holds small packets back (no-delay is
// off) holds the answer too, until the page sends something, or for 40 ms.
function createLine() {
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
    landed({ seq: answered, ms, held, sharp }) {
      const sent = flying.get(answered);
      for (const seq of [...flying.keys()]) if (seq <= answered) flying.delete(seq);
      if (sent === undefined || sharp) return;
      const trip = Math.max(0, now() - sent - held);
      fastest = Math.min(fastest * 1.01 + 0.05, trip);
      draw = draw ? 0.7 * draw + 0.3 * ms : ms;
      const fitting = 2 * (1 + Math.ceil(fastest / Math.max(draw, 22)));
      if (ms < QUICK && trip > 1.6 * fastest + 12) limit = Math.max(FEW, limit - 1);
      else limit = Math.max(FEW, Math.min(MOST, fitting, limit + 2));
    },
    stats: () => ({ limit, fastest, flying: flying.size }),
  };
}

// One decode at a time, and only ever of the newest frame. Some frames are ready decoded: they are shown at once.
function createScreen(show, done) {
  const ready = new Map(); // frame → bitmap, the oldest first
  let next = null, painting = false, last = -1, bytes = 0;

  async function decode(frame) {
    const bitmap = await createImageBitmap(frame.blob).catch(() => null); // a broken frame is no picture
    if (!bitmap || ready.has(frame)) return bitmap;
    ready.set(frame, bitmap);
    bytes += 4 * bitmap.width * bitmap.height;
    for (const [old, { width, height }] of ready) {
      if (bytes <= READY || ready.size === 1) break;
      bytes -= 4 * width * height;
      ready.get(old).close();
      ready.delete(old);
    }
    return bitmap;
  }

  return {
    busy: () => painting,
    behind: () => next !== null, // a frame waits for the one before it
    pass: (order) => { last = Math.max(last, order); }, // what was asked for before is not shown any more
    warm: (frame) => ready.has(frame) || decode(frame),
    // Their memory isn't the page's own, which would be collected: it must be given back.
    clear() {
      ready.forEach((bitmap) => bitmap.close());
      ready.clear();
      bytes = 0;
    },
    stats: () => ({ decoded: bytes }),
    async paint(frame, order) {
      if (order < last || (next && order < next.order)) return;
      next = { frame, order };
      if (painting) return;
      painting = true;
      while (next) {
        const { frame, order } = next;
        next = null;
        last = order; // from now on, and not only when it is decoded: what is older may come meanwhile
        const bitmap = ready.get(frame) ?? (await decode(frame));
        if (!bitmap || order < last) continue;
        show(bitmap, frame, order);
      }
      painting = false;
      done();
    },
  };
}

// The neighbours of a state along the control last moved, the nearest first, two at a time.
function createAhead(settings, controls, frames, screen) {
  let batch = 1, flying = 0, queue = null, near = new Set();

  function neighbours(state) {
    const name = controls.lastMoved() ?? Object.keys(settings.plays)[0];
    if (settings.handles[name]?.pen) return [];
    const values = settings.handles[name] ? around(state[name], settings.handles[name].step) : along(name, state[name]);
    return values.map((value) => ({ ...state, [name]: value }));
  }

  function along(name, value) {
    const look = controls.looks()[name];
    if (!look || look.steps === undefined && look.every === undefined || Array.isArray(value)) return [];
    const { last, at, nearest } = scale(look), values = [];
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

// Play: the values of one control, one after the other, each as soon as the one before is seen, or where it is to go
// `once`, the next of them. Of several controls that can be played one plays at a time; `told` hears which.
function createPlayer(plays, controls, seen, told) {
  let timer = 0, playing = null;
  const calmly = matchMedia("(prefers-reduced-motion: reduce)");
  function stop() {
    if (playing === null) return;
    clearTimeout(timer);
    told((playing = null));
  }
  function start(name) {
    const { pace, once } = plays[name], { hi } = controls.looks()[name];
    const values = plays[name].values.filter((value) => value <= hi); // the kernel may have made the slider shorter
    const here = nearest(values, controls.state()[name]);
    if (once) return controls.put(name, values[Math.min(here + 1, values.length - 1)]);
    // from where it is; at the end, from the start again
    let i = (here + 1) % values.length;
    const step = () => {
      if (seen()) {
        if (i >= values.length) return stop();
        controls.put(name, values[i]);
        i += calmly.matches && pace < 100 ? 8 : 1;
      }
      timer = setTimeout(step, calmly.matches ? Math.max(900, pace) : pace);
    };
    told((playing = name));
    step();
  }
  function toggle(name) {
    const again = name === playing;
    stop();
    if (!again) start(name);
  }
  return { stop, toggle, playing: () => playing };
}

function nearest(values, value) {
  const gaps = values.map((it) => Math.abs(it - value));
  return gaps.indexOf(Math.min(...gaps));
}
