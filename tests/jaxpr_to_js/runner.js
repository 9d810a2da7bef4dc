// Runs modules for the tests: each line that comes in is JSON, {module} or {run}, and is answered by one.

let module = null;
const encoder = new TextEncoder();
const KINDS = { Float64Array, Int32Array, Uint32Array, Uint8Array, BigUint64Array, Float32Array };

/** Arrays go as base64, so that no bit is lost. */
function packed(value) {
  if (typeof value === "number") return { kind: "number", bytes: packed(Float64Array.of(value)).bytes };
  if (typeof value === "bigint") return { kind: "bigint", bytes: packed(BigUint64Array.of(value)).bytes };
  if (typeof value === "boolean" || value === null) return value;
  if (!ArrayBuffer.isView(value)) return Array.isArray(value) ? value.map(packed) : named(value, packed);
  const letters = Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength), (byte) => String.fromCharCode(byte));
  return { kind: value.constructor.name, bytes: btoa(letters.join("")) };
}

function unpacked(value) {
  if (Array.isArray(value)) return value.map(unpacked);
  if (value === null || typeof value !== "object") return value;
  if (!("bytes" in value)) return named(value, unpacked);
  const Kind = { number: Float64Array, bigint: BigUint64Array }[value.kind] ?? KINDS[value.kind];
  const array = new Kind(Uint8Array.from(atob(value.bytes), (letter) => letter.charCodeAt(0)).buffer);
  return value.kind in KINDS ? array : array[0];
}

const named = (value, change) => Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each)]));

async function answer({ text, run, times }) {
  if (text) {
    module = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    return { takes: module.takes, gives: module.gives };
  }
  const given = unpacked(run);
  if (!times) return packed(module.run(...given));
  const start = performance.now();
  for (let k = 0; k < times; k++) module.run(...given);
  return (performance.now() - start) / times;
}

let waiting = "";
for await (const chunk of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (waiting + chunk).split("\n");
  waiting = lines.pop();
  for (const line of lines) {
    const said = await answer(JSON.parse(line)).then((result) => ({ result }), (error) => ({ error: `${error.stack}` }));
    await Deno.stdout.write(encoder.encode(JSON.stringify(said) + "\n")); // a short write would lose the rest
  }
}
