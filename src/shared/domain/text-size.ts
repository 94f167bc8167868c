/** The zoom levels of the main window, in percent; free of zod. */
export const textSizes = [80, 90, 100, 110, 125, 150, 175, 200] as const;

export type TextSize = (typeof textSizes)[number];

export const normalTextSize: TextSize = 100;

/** Returns the next size up or down; the same one if there is none. */
export function nextTextSize(percent: TextSize, step: 1 | -1): TextSize {
  const further = textSizes.filter((size) => (size - percent) * step > 0);
  return (step === 1 ? further[0] : further.at(-1)) ?? percent;
}
