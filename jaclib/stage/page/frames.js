// The frames that are kept, by the key of their state; the one least recently shown is the first to go.

const KEEP = 44 * 2 ** 20; // bytes, as they came

export function createFrames() {
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
