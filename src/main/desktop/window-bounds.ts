/** A rectangle on the desktop, in device-independent pixels. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Returns where a remembered window goes: on the display that shows most of it, fully visible. Null
 * if no display shows any of it, for example because a monitor is gone.
 */
export function fitBounds(saved: Bounds, workAreas: readonly Bounds[]): Bounds | null {
  const area = areaOf(saved, workAreas);
  return area ? inside(saved, area) : null;
}

/** Which edges of a window stay where they are when its size changes. */
export interface Anchor {
  right: boolean;
  bottom: boolean;
}

/** Picks the edges closer to the display's own, so that a window in a corner grows away from it. */
export function anchorOf(at: Bounds, workAreas: readonly Bounds[]): Anchor {
  const area = areaOf(at, workAreas) ?? at;
  return {
    right: at.x + at.width / 2 > area.x + area.width / 2,
    bottom: at.y + at.height / 2 > area.y + area.height / 2,
  };
}

/**
 * Returns the same window at another size, fully visible on the display that shows most of it. Null
 * if none shows any of it.
 */
export function resizeBounds(
  at: Bounds,
  size: { width: number; height: number },
  anchor: Anchor,
  workAreas: readonly Bounds[],
): Bounds | null {
  const area = areaOf(at, workAreas);
  if (!area) return null;
  const x = anchor.right ? at.x + at.width - size.width : at.x;
  const y = anchor.bottom ? at.y + at.height - size.height : at.y;
  return inside({ x, y, ...size }, area);
}

/** Returns the lower right corner, away from what the agent reads. */
export function cornerBounds(size: { width: number; height: number }, area: Bounds): Bounds {
  const margin = 16;
  return {
    x: area.x + area.width - size.width - margin,
    y: area.y + area.height - size.height - margin,
    ...size,
  };
}

/** Returns the display that shows most of it. */
function areaOf(at: Bounds, workAreas: readonly Bounds[]): Bounds | undefined {
  const [area] = workAreas
    .filter((candidate) => overlap(at, candidate) > 0)
    .sort((a, b) => overlap(at, b) - overlap(at, a));
  return area;
}

function inside(wanted: Bounds, area: Bounds): Bounds {
  const width = Math.min(wanted.width, area.width);
  const height = Math.min(wanted.height, area.height);
  return {
    x: clamp(wanted.x, area.x, area.x + area.width - width),
    y: clamp(wanted.y, area.y, area.y + area.height - height),
    width,
    height,
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
