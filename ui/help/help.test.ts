import { describe, expect, it } from 'vitest';
import { sections as manual } from 'virtual:handbook';

import { chapters } from './chapters.ts';
import { mark, unmark } from './marking.ts';
import { type Document, sections } from './render.ts';

const picture = (path: string): { url: string; width: number; height: number } => ({ url: path, width: 4, height: 3 });
const made = (...texts: string[]): string[] =>
  sections(texts.map((text, index): Document => ({ file: `${'ab'[index]}.md`, text })), picture).map(({ html }) => html);

describe('the manual', () => {
  it('has a chapter for every place of the window that leads to one', () => {
    const there = new Set(manual.map(({ id }) => id));
    expect(chapters.filter((id) => !there.has(id))).toEqual([]);
    expect(there.size).toBe(manual.length);
    expect(manual.length).toBeGreaterThan(40);
  });

  it('has its pictures with it', () => {
    const all = manual.map(({ html }) => html).join('');
    expect(all.match(/<img /g)?.length).toBeGreaterThan(3);
    expect(all).not.toContain('picture:');
  });

  it('becomes nothing but what is allowed', () => {
    expect(made('# A & B\n\n*x*')).toEqual([
      '<h3 id="handbuch-a-b" tabindex="-1">A &amp; B</h3>\n<p><em>x</em></p>\n',
    ]);
    expect(() => made('# A\n\n<script>alert(1)</script>')).toThrow('HTML is not shown');
    expect(() => made('# A\n\nword <b onclick="x">')).toThrow('HTML is not shown');
    expect(() => made('# A\n\n> said')).toThrow('the element blockquote is not allowed');
    expect(() => made('# A\n\n[x](javascript:alert(1))')).toThrow('leads nowhere');
  });

  it('leads only to what is there', () => {
    expect(made('# A\n\n[x](b.md) [y](#a)', '# B')[0]).toContain('<a href="#handbuch-b-b" data-to="b-b">x</a>');
    expect(() => made('# A\n\n[x](#nowhere)')).toThrow('a.md: the link to #nowhere leads nowhere');
    expect(() => made('# A\n\n## A')).toThrow('two headings');
  });
});

describe('marking', () => {
  it('finds words over lines and spaces, and takes its marks away again', () => {
    const root = document.createElement('div');
    root.innerHTML = '<p>Um 17:00\nUhr. <em>um 17:00\u00a0UHR</em> um (17:00)</p>';
    const before = root.innerHTML;
    expect(mark(root, ' 17:00 uhr').map((one) => one.textContent)).toEqual(['17:00\nUhr', '17:00\u00a0UHR']);
    expect(mark(root, 'um').length).toBe(3);
    expect(mark(root, '(17')).toHaveLength(1);
    unmark(root);
    expect(root.innerHTML).toBe(before);
    expect(root.querySelector('p')?.childNodes).toHaveLength(3);
  });
});
