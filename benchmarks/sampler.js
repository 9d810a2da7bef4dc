// Runs in the page before JupyterLab: counts what comes through its WebSockets, and once told where the slider and the
// picture are, notes each change of either. The picture is looked at in a message posted from requestAnimationFrame,
// that is, after the browser has painted what was asked for until then.
(() => {
  let received = 0;
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => { received += data.byteLength ?? data.length; });
    }
  };

  const rows = (canvas) => { // of pixels, three unless told otherwise: every step of the slider changes one of them
    const context = canvas.getContext("2d"), { width, height } = canvas;
    let hash = 17;
    for (const part of window.sampledRows ?? [0.35, 0.5, 0.65]) {
      const pixels = new Uint32Array(context.getImageData(0, Math.round(part * height), width, 1).data.buffer);
      for (const pixel of pixels) hash = (Math.imul(hash, 31) + pixel) | 0;
    }
    return hash;
  };
  const signature = (picture) => {
    const seen = document.querySelector(picture);
    if (seen instanceof HTMLCanvasElement) return seen.width ? rows(seen) : null;
    return seen?.complete && seen.naturalWidth ? seen.getAttribute("src") : null;
  };

  window.sample = (picture, handle) => {
    // times at which the slider changed; [time, bytes received until then, the state that is shown, where it is known]
    const moves = [], changes = [];
    const place = () => { // it snaps to the steps
      const bar = document.querySelector(handle);
      return bar?.value ?? bar?.parentElement.style.transform;
    };
    let last = signature(picture), before = place(), waiting = null;
    // the slider's own listener sits further in, so here it has moved already; a native one tells it by an event
    const noteMove = ({ timeStamp }) => {
      if (place() === before) return;
      before = place();
      moves.push(timeStamp);
    };
    addEventListener("mousemove", noteMove);
    addEventListener("input", noteMove);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const seen = signature(picture);
      if (seen === null || seen === last) return;
      last = seen;
      changes.push([performance.now(), received, window.stageShows?.() ?? null]);
      waiting?.();
    };
    const tick = () => { port2.postMessage(0); requestAnimationFrame(tick); };
    tick();
    window.sampled = {
      clear: () => { moves.length = changes.length = 0; return received; },
      all: () => ({ moves, changes }),
      changed: (ms) => new Promise((yes) => { // the picture has changed since `clear`, or `ms` are over
        if (changes.length) return yes(true);
        const timer = setTimeout(() => yes(false), ms);
        waiting = () => { clearTimeout(timer); waiting = null; yes(true); };
      }),
      quiet: (ms) => new Promise((yes) => { // nothing has changed for `ms`
        const look = () => performance.now() - (changes.at(-1)?.[0] ?? 0) > ms ? yes(true) : setTimeout(look, 50);
        setTimeout(look, ms);
      }),
    };
  };

  // Follow the stage on the page: every frame that it shows is kept until it is asked for. With `anew` the stage
  // forgets its frames at each move of the mouse, so that each must come from Python.
  window.followStage = () => {
    const engine = [...jaclibStages].at(-1), shown = [];
    let anew = false;
    addEventListener("mousemove", () => anew && engine.clear(), true);
    engine.probe = ({ key, blob }) => shown.push([key, blob]);
    window.stageShows = () => JSON.stringify(engine.shown?.state);
    const digest = async (blob) => {
      const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
      return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    };
    window.followed = {
      anew: (on) => { anew = on; engine.clear(); },
      shown: () => Promise.all(shown.map(async ([key, blob]) => [key, await digest(blob)])),
      ahead: async () => { // returns when all that is drawn ahead has come
        for (let kept = -1; kept !== engine.stats().frames; ) {
          kept = engine.stats().frames;
          await new Promise((yes) => setTimeout(yes, 400));
        }
      },
    };
  };
})();
