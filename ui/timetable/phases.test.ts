import { expect, test } from 'vitest';

import type { Due } from '../host/bindings/Due.ts';
import type { PhotoSlot } from '../host/bindings/PhotoSlot.ts';
import type { PhotoTime } from '../host/bindings/PhotoTime.ts';
import { at } from '../host/mock/times.ts';
import { emptyCaption } from '../host/mock/sample.ts';
import { openings, phases } from './phases.ts';
import { confirmWords, phaseTitle, phaseWhen } from './planWords.ts';

const FIVE = Date.parse('2023-11-21T16:00:00Z');
const HALF_PAST = Date.parse('2023-11-21T16:30:00Z');
const due: Due = { kind: 'at', ...at(FIVE) };

function slot(time: PhotoTime, taken = true): PhotoSlot {
  return {
    id: crypto.randomUUID(),
    label: 'Bild',
    time,
    approximate: false,
    pendingWords: '',
    photo: taken ? { caption: emptyCaption, renditions: [] } : null,
  };
}

test('text at five and photo at half past are three phases', () => {
  const photo = slot({ kind: 'at', time: at(HALF_PAST) });
  const plan = phases({ due, photos: [photo] });
  expect(plan.map(phaseTitle)).toEqual(['Nichts ist öffentlich', 'Meldung ohne Foto', 'Alles']);
  expect(plan.map((phase) => phaseWhen(phase, due))).toEqual([
    'bis Di., 21.11.2023, 17:00\u00a0Uhr',
    'Di., 21.11.2023, 17:00 bis 17:30\u00a0Uhr',
    'ab Di., 21.11.2023, 17:30\u00a0Uhr',
  ]);
  expect(confirmWords(openings({ due, photos: [photo] }), due, FIVE - 60_000)).toBe(
    'Für 17:00 und 17:30\u00a0Uhr einplanen',
  );
});

test('another day is named on the button', () => {
  expect(confirmWords(openings({ due, photos: [] }), due, FIVE - 86_400_000)).toBe(
    'Für 21.11.2023, 17:00\u00a0Uhr einplanen',
  );
});

test('a photo with the release opens with it', () => {
  const plan = phases({ due, photos: [slot({ kind: 'withRelease' })] });
  expect(plan.map(phaseTitle)).toEqual(['Nichts ist öffentlich', 'Alles']);
});

test('a promised slot without a photo opens nothing', () => {
  const plan = phases({ due, photos: [slot({ kind: 'after', minutes: 30 }, false)] });
  expect(plan.map(phaseTitle)).toEqual(['Nichts ist öffentlich', 'Meldung']);
});

test('on signal the photo follows the signal', () => {
  const signal: Due = { kind: 'onSignal', words: 'Redebeginn', expected: null, notBefore: null };
  const release = { due: signal, photos: [slot({ kind: 'after', minutes: 30 })] };
  expect(phases(release).map((phase) => phaseWhen(phase, signal))).toEqual([
    'bis zum Signal »Redebeginn«',
    'ab dem Signal »Redebeginn«',
    'ab 30\u00a0min nach dem Signal',
  ]);
  expect(confirmWords(openings(release), signal, FIVE)).toBe('Auf Signal »Redebeginn« einplanen');
});

test('without a due there is nothing to plan', () => {
  expect(phases({ due: null, photos: [] })).toEqual([]);
});
