// One decode at a time, and only ever of the newest frame. Some frames are ready decoded: they are shown at once.

const READY = 20 * 2 ** 20; // bytes of frames kept decoded, to be seen in the very frame in which they are wanted

export function createScreen(show, done) {
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
