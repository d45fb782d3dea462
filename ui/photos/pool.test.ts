import { describe, expect, it } from 'vitest';
import type { PooledPhoto } from '../host/bindings/PooledPhoto.ts';
import { prints } from './pool.svelte.ts';

const row = (name: string, words = ''): PooledPhoto => ({
  original: name,
  fileName: `${name}.jpg`,
  width: 1,
  height: 1,
  bytes: 1,
  taken: '2023-11-21',
  words,
});

describe('the contact sheet', () => {
  it('keeps the order of the pool and finds every word anywhere, in small letters or large', () => {
    const rows = [row('DSC_1', 'Am Pult · Anna Beispiel'), row('DSC_2', 'Im Saal'), row('DSC_12')];
    const found = (search: string): string[] => prints([], rows, search).map((print) => print.original);
    expect(found('')).toEqual(['DSC_1', 'DSC_2', 'DSC_12']);
    expect(found('dsc_1')).toEqual(['DSC_1', 'DSC_12']);
    expect(found('beispiel PULT')).toEqual(['DSC_1']);
    expect(found('2023-11-21 saal')).toEqual(['DSC_2']);
    expect(found('nirgends')).toEqual([]);
  });
});
