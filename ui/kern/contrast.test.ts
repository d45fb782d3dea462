import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { Colours, contrast, LEAST, type Pair, properties, rules, uses, weak } from './contrast.ts';
import { kernProperties } from './tokens.plugin.ts';

const UI = resolve(import.meta.dirname, '..');
const sheets = readdirSync(UI, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.css') && !/^(?:node_modules|dist)\b/.test(path))
  .map((path) => readFileSync(resolve(UI, path), 'utf8'));

const meaning = readFileSync(resolve(UI, 'kern/meaning.css'), 'utf8');
const kern = properties(`:root{${kernProperties().join('')}}`, () => true);
const themes = {
  light: new Colours(new Map([...kern, ...properties(meaning, (one) => one === ':root' || one.includes('"light"'))])),
  dark: new Colours(
    new Map([...kern, ...properties(meaning, (one) => one === ':root' || one.includes('"light"') || one.includes('"dark"'))]),
  ),
};

const all = (need: Pair['need'], fronts: string, backs: string): Pair[] =>
  fronts
    .split(' ')
    .flatMap((front) => backs.split(' ').map((back): Pair => ({ need, front: `--sf-${front}`, back: `--sf-${back}` })));
const veiled = (need: Pair['need'], fronts: string, grounds: string, veil: string): Pair[] =>
  all(need, fronts, grounds).map((pair) => ({ ...pair, back: `${pair.back} under --sf-${veil}` }));

const GROUNDS = 'flaeche rahmen vertieft papier pult';

/** What stands on what in the window. */
const pairs: Pair[] = [
  ...all('text', 'text text-2', `${GROUNDS} aktion-ton warn-ton fehler-ton offen-ton`),
  ...all('text', 'aktion', `${GROUNDS} aktion-ton warn-ton fehler-ton`),
  ...all('text', 'warn fehler', `${GROUNDS} aktion-ton`),
  ...all('text', 'offen neu', `${GROUNDS} aktion-ton`),
  ...all('text', 'offen', 'offen-ton'),
  ...all('text', 'text', 'sperr-grund'),
  ...all('text', 'auf-aktion', 'aktion aktion-hover fehler'),
  ...all('text', 'auf-offen', 'offen'),
  ...all('text', 'auf-tinte', 'tinte'),
  // A row, a button or an entry under the pointer.
  ...veiled('text', 'text text-2 aktion', 'flaeche rahmen', 'tinte 5%'),
  // Signs in bands, edges of controls, of plates and of what is locked.
  ...all('graphics', 'warn', 'warn-ton'),
  ...all('graphics', 'fehler', 'fehler-ton'),
  ...all('graphics', 'tinte', 'flaeche rahmen sperr-grund'),
  ...all('graphics', 'rand', 'flaeche rahmen'),
  ...all('graphics', 'feldrand', 'vertieft flaeche'),
  ...all('graphics', 'fokus', GROUNDS),
  ...all('graphics', 'sperr-rand', 'flaeche vertieft sperr-grund'),
  ...all('graphics', 'sperr-strich schraffur schraffur-fein schraffur-lose', 'sperr-grund'),
  ...all('graphics', 'offen', 'sperr-grund'),
  ...all('graphics', 'aktion neu', 'papier flaeche'),
  ...all('graphics', 'auf-aktion', 'aktion'),
];

/** Hairlines and veils: nothing is known by them alone. */
const DECORATION = new Set(['linie', 'linie-2', 'schatten-1', 'schatten-2', 'schleier', 'schraffur-leise'].map((one) => `--sf-${one}`));

/** What the sheets paint with and the pairs do not know. */
function unknown(sheet: string, known: readonly Pair[]): string[] {
  const fronts = new Set(known.map(({ front }) => front));
  const grounds = new Set(known.flatMap(({ back }) => [back.split(' ')[0]!, back.split(' under ')[1]?.split(' ')[0] ?? '']));
  const { front, back, edge } = uses(sheet);
  const isNew = (name: string, there: Set<string>): boolean => !there.has(name) && !DECORATION.has(name);
  return [
    ...[...front].filter((name) => isNew(name, fronts)).map((name) => `${name} is written in, on nothing`),
    // A ground may be the colour itself, as in a bar that is filled.
    ...[...back].filter((name) => isNew(name, grounds) && isNew(name, fronts)).map((name) => `${name} is a ground, of nothing`),
    ...[...edge].filter((name) => isNew(name, fronts) && isNew(name, grounds)).map((name) => `${name} is an edge, on nothing`),
  ];
}

describe('the colours of the window', () => {
  for (const [theme, colours] of Object.entries(themes)) {
    it(`can be told apart, ${theme}`, () => {
      expect(weak(colours, pairs)).toEqual([]);
    });

    it(`can be told apart where one rule sets both, ${theme}`, () => {
      const together = sheets.flatMap((sheet) => uses(sheet).together);
      expect(together.length).toBeGreaterThan(15);
      expect(weak(colours, together.filter(({ front }) => !DECORATION.has(front)))).toEqual([]);
    });
  }

  it('all stand in the pairs', () => {
    expect(sheets.flatMap((sheet) => unknown(sheet, pairs))).toEqual([]);
  });

  // Paper, masks, and what lies over a picture have colours of their own.
  it('are those of the meaning, wherever something is written', () => {
    const others = sheets.flatMap(rules).flatMap(({ selector, declarations }) =>
      declarations
        .filter(([name, value]) => ['color', 'fill', 'stroke'].includes(name) && /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(/i.test(value))
        .map(([name, value]) => `${selector}: ${name}: ${value}`),
    );
    expect(others).toEqual([]);
  });
});

describe('the measure', () => {
  const made = (...lines: string[]): Colours => new Colours(properties(`:root{${lines.join(';')}}`, () => true));

  it('is that of WCAG', () => {
    const colours = made('--sf-a:#000', '--sf-b:#fff', '--sf-c:#767676', '--sf-d:oklch(100% 0 0)', '--sf-e:var(--sf-c)');
    expect(contrast(colours.of('--sf-a'), colours.of('--sf-b'))).toBeCloseTo(21, 5);
    expect(contrast(colours.of('--sf-e'), colours.of('--sf-d'))).toBeCloseTo(4.54, 2);
    // The reds, greens and blues of OKLCH are those of the screen.
    const red = made('--sf-a:oklch(62.7955% .257683 29.2339)', '--sf-b:#f00');
    expect(contrast(red.of('--sf-a'), red.of('--sf-b'))).toBeCloseTo(1, 2);
  });

  it('names a pair that is too weak, and one that is just strong enough not', () => {
    const colours = made('--sf-a:#777', '--sf-b:#fff', '--sf-c:#767676', '--sf-v:#000');
    const on = (front: string, back = '--sf-b'): Pair => ({ need: 'text', front, back });
    expect(weak(colours, [on('--sf-a'), on('--sf-c')])).toEqual(['--sf-a on --sf-b: 4.48, text needs 4.5']);
    expect(weak(colours, [{ ...on('--sf-a'), need: 'graphics' }])).toEqual([]);
    expect(weak(colours, [on('--sf-c', '--sf-b under --sf-v 5%')])).toHaveLength(1);
    expect(LEAST).toEqual({ text: 4.5, graphics: 3 });
  });

  it('would fail on our own colours if one were a shade lighter', () => {
    const lighter = properties(meaning.replace('--kern-color-neutral-650', '--kern-color-neutral-400'), (one) => one === ':root');
    expect(weak(new Colours(new Map([...kern, ...lighter])), pairs)).toContainEqual(
      expect.stringMatching(/^--sf-text-2 on --sf-flaeche: \d/),
    );
  });

  it('misses no colour that a sheet begins to use', () => {
    const sheet = '.a{color:var(--sf-x)}.b{background:var(--sf-y)}@media print{.c{border:1px solid var(--sf-z)}}.d{color:var(--sf-text)}';
    expect(unknown(sheet, pairs)).toEqual([
      '--sf-x is written in, on nothing',
      '--sf-y is a ground, of nothing',
      '--sf-z is an edge, on nothing',
    ]);
    expect(() => weak(themes.light, [{ need: 'text', front: '--sf-x', back: '--sf-text' }])).toThrow('--sf-x is no colour');
  });
});
