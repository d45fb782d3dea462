import type { PagesView } from '../bindings/PagesView.ts';
import type { Release } from '../bindings/Release.ts';

const A4 = { width: 595.28, height: 841.89 };
let revision = 0;

/** As many pages as there is text for, roughly; nothing is drawn on them. */
export function sheets(release: Release): PagesView {
  const blocks = release.body.content.map((_, block) => ({
    block,
    page: Math.floor(block / 6),
    y: 0.35 + (block % 6) * 0.1,
  }));
  const count = Math.max(1, Math.ceil(blocks.length / 6));
  revision += 1;
  return { revision, pages: Array.from({ length: count }, () => A4), blocks, findings: [] };
}

/** An empty sheet. */
export function sheetUrl(): string {
  return `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"/>')}`;
}
