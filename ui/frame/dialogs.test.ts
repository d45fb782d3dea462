import { describe, expect, it } from 'vitest';

import { dialogs } from './dialogs.svelte.ts';

describe('the manual over a dialog', () => {
  it('leaves it as it was, and stays where the dialog comes to its end meanwhile', () => {
    dialogs.show('plan');
    dialogs.lay();
    expect([dialogs.open, dialogs.shown]).toEqual(['help', 'plan']);
    dialogs.lift();
    expect([dialogs.open, dialogs.shown]).toEqual(['plan', 'plan']);
    dialogs.lay();
    dialogs.close();
    expect([dialogs.open, dialogs.shown]).toEqual(['help', null]);
    dialogs.lift();
    expect([dialogs.open, dialogs.shown]).toEqual([null, null]);
  });
});
