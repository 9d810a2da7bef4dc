// Arrays: what is given is copied in, constants are decoded, pieces are copied.

/** Put a number, or numbers, into their array. */
export function taken(array, given, name) {
  const n = given?.length ?? given?.size;
  if (array.length === 1 && n === undefined && /number|boolean|bigint/.test(typeof given)) array[0] = given;
  else if (n === array.length) array.set(given);
  else throw new TypeError(`${name} must have ${array.length} numbers; got ${n ?? given}.`);
}

/** The array that was written in base64. */
export function decoded(Kind, text) {
  return new Kind(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
}

export function copied(target, to, source, from, n) {
  if (n > 64) target.set(source.subarray(from, from + n), to);
  else for (let i = 0; i < n; i++) target[to + i] = source[from + i];
}
