import { expect, test } from 'vitest';

import { sample } from '../../host/mock/sample.ts';
import type { Sheet } from '../history.ts';
import type { Fields } from '../release.svelte.ts';
import { hitsOf, inPhotos, type Query, replaced, spans } from './search.ts';

const query = (words: string, part: Partial<Query> = {}): Query => ({ words, isCase: false, isWhole: false, ...part });

function sheet(): Sheet<Fields> {
  const { body: _body, ...fields } = sample(0, 0);
  return {
    fields: { ...fields, headline: 'Haus und Haushalt', standingLines: ['Eins', 'Das Haus'], links: [{ label: 'Zum Haus', target: { kind: 'missing' } }] },
    body: {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'Das Ha' }, { type: 'text', text: 'us steht', marks: [{ type: 'strong' }] }] },
        { type: 'list', content: [{ type: 'listItem', content: [] }, { type: 'listItem', content: [{ type: 'text', text: 'haus' }] }] },
      ],
    },
  };
}

test('whole words, case, and spaces that look alike', () => {
  expect(spans('Haus Haushalt HAUS', query('haus')).length).toBe(3);
  expect(spans('Haus Haushalt HAUS', query('haus', { isWhole: true }))).toEqual([
    { start: 0, end: 4 },
    { start: 14, end: 18 },
  ]);
  expect(spans('Haus haus', query('haus', { isCase: true }))).toEqual([{ start: 5, end: 9 }]);
  expect(spans('um 17\u00a0Uhr', query('17 uhr'))).toEqual([{ start: 3, end: 9 }]);
  expect(spans('Ärzte ärzte Straße', query('ÄRZTE')).length).toBe(2);
  expect(spans('aaaa', query('aa')).length).toBe(2);
  expect(spans('irgendwas', query(''))).toEqual([]);
});

test('headline, standing lines, text and links are searched in the order of reading', () => {
  expect(hitsOf(sheet(), query('haus', { isWhole: true })).map(({ place }) => place)).toEqual([
    { kind: 'field', name: 'headline' },
    { kind: 'field', name: 'standingLine' },
    { kind: 'line', block: 0, line: 0 },
    { kind: 'line', block: 1, line: 1 },
    { kind: 'field', name: 'link-0' },
  ]);
});

test('all are replaced, what was bold stays bold, and nothing else changes', () => {
  const before = sheet();
  const untouched = structuredClone(before);
  const hits = hitsOf(before, query('haus', { isWhole: true }));
  const after = replaced(before, hits, 'Gebäude');
  expect(after.fields.headline).toBe('Gebäude und Haushalt');
  expect(after.fields.standingLines).toEqual(['Eins', 'Das Gebäude']);
  expect(after.fields.links[0]?.label).toBe('Zum Gebäude');
  expect(after.body.content[0]).toEqual({
    type: 'paragraph',
    content: [{ type: 'text', text: 'Das Gebäude' }, { type: 'text', text: ' steht', marks: [{ type: 'strong' }] }],
  });
  expect(hitsOf(after, query('haus', { isWhole: true }))).toEqual([]);
  expect(before).toEqual(untouched);
  expect(replaced(before, [], 'x')).toEqual(before);
  expect(JSON.stringify(replaced(before, hits, '').body)).not.toContain('"text":""');
});

test('what is said of the photos is counted, and not changed here', () => {
  const { fields } = sheet();
  const caption = { ...sample(0, 0).photos[0]?.photo?.caption, caption: 'Das Haus', altText: 'Ein Haus' };
  const photos = [{ ...fields.photos[0], photo: { caption } }] as unknown as Fields['photos'];
  expect(inPhotos({ photos }, query('haus'))).toBe(2);
});
