export interface Bar {
  label: string;
  /** Seconds; null if there is nothing to draw. */
  delay: number;
  /** Share of dials refused, 0 to 1. */
  refused: number;
  tone: 'ours' | 'rival';
}
export interface BarGroup {
  title: string;
  bars: Bar[];
}

const width = 760;
const rowHeight = 26;
const left = 210;
const middle = 470;
const colours = { ours: '#1f5fd6', rival: '#8794a6', refused: '#c0322b' };

/** Returns two columns of bars: how late the end is seen, and how many dials were refused. */
export function delayPlot(groups: readonly BarGroup[]): string {
  const longest = Math.max(...groups.flatMap(({ bars }) => bars.map(({ delay }) => delay)));
  const parts: string[] = [];
  let y = 54;
  for (const { title, bars } of groups) {
    parts.push(text(16, y, title, 'font-weight="650"'));
    y += 10;
    for (const bar of bars) {
      parts.push(row(bar, y, longest));
      y += rowHeight;
    }
    y += 26;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" font-family="Inter, system-ui, sans-serif" font-size="13" fill="#12161f">
<rect width="${width}" height="${y}" rx="14" fill="#ffffff"/>
${text(left, 26, 'until a call’s end is seen, p95', 'fill="#475467"')}
${text(middle, 26, 'dials refused because of polling', 'fill="#475467"')}
${parts.join('\n')}
</svg>
`;
}

function row({ label, delay, refused, tone }: Bar, y: number, longest: number): string {
  const delayWidth = Math.max((delay / longest) * 170, 2);
  const refusedWidth = refused * 200;
  return [
    text(28, y + 16, label, 'fill="#475467"'),
    `<rect x="${left}" y="${y + 4}" width="${delayWidth.toFixed(1)}" height="16" rx="4" fill="${colours[tone]}"/>`,
    text(left + delayWidth + 6, y + 16, `${delay.toFixed(1)} s`),
    `<rect x="${middle}" y="${y + 4}" width="${Math.max(refusedWidth, 1).toFixed(1)}" height="16" rx="4" fill="${refused > 0 ? colours.refused : '#e4e7ec'}"/>`,
    text(middle + Math.max(refusedWidth, 1) + 6, y + 16, percent(refused)),
  ].join('\n');
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y}" ${attributes}>${content}</text>`;
}

/** Small shares keep two digits, so that "a few" never reads as "none". */
export function percent(share: number): string {
  if (share === 0) return '0 %';
  return share < 0.1 ? `${(share * 100).toFixed(2)} %` : `${Math.round(share * 100)} %`;
}
