/** A phone or tablet: has a camera at hand, and a keyboard that covers half the screen. */
export function isHandheld(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
