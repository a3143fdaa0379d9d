/** Ink of a seal picture: what is darker or redder than paper, as strength 0 … 255 per pixel. */
export interface Ink {
  width: number;
  height: number;
  strength: Uint8ClampedArray;
}

/** Reads the ink of RGBA pixels. Red ink swallows green and blue light; black print swallows all: both count. Transparent counts as paper. */
export function inkOf(width: number, height: number, rgba: Uint8ClampedArray): Ink {
  const strength = new Uint8ClampedArray(width * height);
  for (let i = 0, p = 0; i < strength.length; i++, p += 4) {
    strength[i] = (255 - (rgba[p + 1]! + rgba[p + 2]!) / 2) * (rgba[p + 3]! / 255);
  }
  return { width, height, strength };
}

/** Paints ink above a threshold in one colour on transparent ground. */
export function tint(ink: Ink, threshold: number, [r, g, b]: readonly [number, number, number]): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(ink.strength.length * 4);
  const scale = 255 / Math.max(255 - threshold, 1);
  for (let i = 0, p = 0; i < ink.strength.length; i++, p += 4) {
    const over = ink.strength[i]! - threshold;
    if (over <= 0) continue;
    rgba[p] = r;
    rgba[p + 1] = g;
    rgba[p + 2] = b;
    rgba[p + 3] = Math.min(255, 90 + over * scale);
  }
  return rgba;
}

/** Angle after so many steps of 0.1°, without the rounding of floats; stays within ±180°. */
export function stepAngle(angle: number, steps: number): number {
  const tenths = Math.round(angle * 10) + steps;
  return (((tenths + 1800) % 3600 + 3600) % 3600 - 1800) / 10;
}
