import { z } from 'zod';

export const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
/** A place on the desktop, in device-independent pixels. */
export type Bounds = z.infer<typeof boundsSchema>;

/**
 * Where a remembered window goes: on the display that shows most of it, wholly inside. Null when
 * no display shows any of it, for example because a monitor is gone.
 */
export function fitBounds(saved: Bounds, workAreas: readonly Bounds[]): Bounds | null {
  const [area] = workAreas
    .filter((candidate) => overlap(saved, candidate) > 0)
    .sort((a, b) => overlap(saved, b) - overlap(saved, a));
  if (!area) return null;
  const width = Math.min(saved.width, area.width);
  const height = Math.min(saved.height, area.height);
  return {
    x: clamp(saved.x, area.x, area.x + area.width - width),
    y: clamp(saved.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

/** The lower right corner, away from what the agent reads. */
export function cornerBounds(size: { width: number; height: number }, area: Bounds): Bounds {
  const margin = 16;
  return {
    x: area.x + area.width - size.width - margin,
    y: area.y + area.height - size.height - margin,
    ...size,
  };
}

function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
