import type { Release } from '../bindings/Release.ts';
import { sample } from './sample.ts';

/** One release of a full day: what it is called, and its text and photo in minutes from now. */
interface Planned {
  headline: string;
  text: number;
  photo: number | null;
  isMissing?: boolean;
}

const evening: Planned[] = [
  { headline: 'Haushaltsentwurf 2025', text: -140, photo: null },
  { headline: 'Landespreis Handwerk geht an eine Werkstatt aus Auenstadt', text: -50, photo: 40 },
  { headline: 'Kabinett berät in Sondersitzung', text: 70, photo: null },
  { headline: 'Rede des Ministerpräsidenten zum Landtagsjubiläum', text: 100, photo: null },
  { headline: 'Beirat gewählt', text: 205, photo: 325, isMissing: true },
  { headline: 'Tarifabschluss für den öffentlichen Dienst', text: 280, photo: null },
  { headline: 'Hauptarchiv begeht Jahrestag', text: 400, photo: null },
  { headline: 'Themen der Frühpresse', text: 490, photo: null },
];
/** Three at nearly the same time, and two lanes more than are drawn. */
const more: Planned[] = [
  { headline: 'Drei Gesetze treten in Kraft: das erste regelt, was lange offen war', text: 102, photo: 103 },
  { headline: 'Straßensperrung', text: 101, photo: null },
];

/** A day that goes on into the night: ten lanes, or with `many` more than are drawn at once. */
export function fullDay(now: number, many: boolean): { release: Release; isMissing: boolean }[] {
  const at = (minutes: number): number => now + minutes * 60_000;
  return (many ? [...evening, ...more] : evening).map(({ headline, text, photo, isMissing = false }) => {
    const release = { ...sample(at(text), at(photo ?? text)), headline };
    if (photo === null) release.photos = [];
    return { release, isMissing };
  });
}
