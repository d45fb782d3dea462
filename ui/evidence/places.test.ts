import { expect, test } from 'vitest';

import { differences } from './places.ts';

test('only what differs is shown, with a few words around it', () => {
  const before = 'Dazu haben BDV-Präsidentin Dr. Henrike Aldenhoff und Jonas Wiedebusch, beide hier, unterzeichnet. Aldenhoffs Rede';
  expect(differences(before, before.replaceAll('Aldenhoff', 'Aldenhof'))).toEqual([
    {
      lead: '… haben BDV-Präsidentin Dr. Henrike',
      old: 'Aldenhoff',
      now: 'Aldenhof',
      tail: 'und Jonas Wiedebusch, beide …',
    },
    { lead: '… Wiedebusch, beide hier, unterzeichnet.', old: 'Aldenhoffs', now: 'Aldenhofs', tail: 'Rede' },
  ]);
});

test('a name of more words stands where the old one stood', () => {
  expect(differences('Frau Muster spricht', 'Frau von Muster spricht')).toEqual([
    { lead: 'Frau', old: '', now: 'von', tail: 'Muster spricht' },
  ]);
});
