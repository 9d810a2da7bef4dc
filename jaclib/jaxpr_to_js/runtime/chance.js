// Chance: Threefry-2x32 with 20 rounds.

export const turns = [13, 15, 26, 6, 17, 29, 16, 24];

/** @param {number} key0 @param {number} key1 @param {number} x @param {number} y @param {Uint32Array} found */
export function threefry(key0, key1, x, y, found) {
  const key2 = key0 ^ key1 ^ 0x1BD11BDA;
  x = x + key0 | 0;
  y = y + key1 | 0;
  for (let round = 0; round < 20; round++) {
    const turn = turns[round % 8];
    x = x + y | 0;
    y = (y << turn | y >>> 32 - turn) ^ x;
    if (round % 4 === 3) {
      const k = (round + 1) / 4;
      x = x + (k % 3 === 0 ? key0 : k % 3 === 1 ? key1 : key2) | 0;
      y = y + (k % 3 === 2 ? key0 : k % 3 === 0 ? key1 : key2) + k | 0;
    }
  }
  found[0] = x;
  found[1] = y;
}
