import { expect, test } from 'vitest';

import { named } from './words.ts';

test('signs that one would overlook have names, words stay as they are', () => {
  expect(named(', ')).toEqual({ words: 'Komma', sign: true });
  expect(named('  ')).toEqual({ words: 'Leerzeichen', sign: true });
  expect(named('\n')).toEqual({ words: 'Absatzende', sign: true });
  expect(named('Cyberraum')).toEqual({ words: 'Cyberraum', sign: false });
  expect(named('')).toEqual({ words: '', sign: false });
});
