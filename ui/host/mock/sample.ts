import type { Block } from '../bindings/Block.ts';
import type { Caption } from '../bindings/Caption.ts';
import type { PhotoView } from '../bindings/PhotoView.ts';
import type { Release } from '../bindings/Release.ts';
import { at } from './times.ts';

/** Made-up material for the browser: a house, a release and a photo that do not exist. */

const paragraph = (text: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] });

export const emptyCaption: Caption = {
  headline: '',
  caption: '',
  altText: '',
  extendedAltText: '',
  creator: '',
  credit: '',
  copyright: '',
  usageTerms: '',
  webStatement: '',
  licensor: '',
  licensorUrl: '',
  instructions: '',
  releaseAt: null,
  persons: [],
  location: '',
  city: '',
  country: '',
  date: null,
  time: null,
  rightsReason: '',
};

export function blank(): Release {
  return {
    id: crypto.randomUUID(),
    kind: 'medieninformation',
    kindLabel: 'Medieninformation',
    issuer: {
      name: '',
      addresses: [],
      websiteLabel: '',
      website: '',
      directions: { label: '', lines: [] },
      accessibilityNote: '',
      footnote: '',
    },
    contact: { label: '', name: '', numbersLabel: '', numbers: [], emailLabel: '', email: '', emailHasFootnote: false },
    printedDate: '',
    embargoNotes: [],
    due: null,
    dateline: { place: '', date: null, words: '' },
    headline: '',
    standingLines: [],
    body: { type: 'doc', content: [] },
    linksLabel: '',
    links: [],
    photos: [],
    unplaced: [],
    slug: '',
  };
}

export function sample(due: number, photo: number): Release {
  const slot = crypto.randomUUID();
  const time = at(due);
  const date = time.civil.slice(0, 10).split('-').reverse().join('.');
  return {
    ...blank(),
    issuer: {
      name: 'Landeskanzlei Auland',
      addresses: [{ label: 'Hausanschrift:', lines: ['Landeskanzlei Auland', 'Uferstraße 1', '01234 Auenstadt'] }],
      websiteLabel: 'Internet:',
      website: 'www.kanzlei.auland.example',
      directions: { label: 'Verkehrsverbindung:', lines: ['Zu erreichen mit den', 'Straßenbahnlinien 3, 6, 7'] },
      accessibilityNote: '',
      footnote: 'Kein Zugang für verschlüsselte Nachrichten.',
    },
    contact: {
      label: 'Ihre Ansprechpartnerin',
      name: 'Mira Roth',
      numbersLabel: 'Durchwahl',
      numbers: [
        { label: 'Telefon', number: '+49 30 23125 100' },
        { label: 'Telefax', number: '+49 30 23125 109' },
      ],
      emailLabel: '',
      email: 'presse@auland.example',
      emailHasFootnote: true,
    },
    printedDate: date,
    embargoNotes: [{ medium: 'all', words: `Sperrfrist: ${date}, ${time.civil.slice(11, 16)}\u00a0Uhr` }],
    due: { kind: 'at', ...time },
    dateline: { place: 'Auenstadt', date: time.civil.slice(0, 10), words: `Auenstadt (${date})\u00a0–` },
    headline: 'Bund und Freistaat Auland vereinbaren Kooperation für mehr Cybersicherheit',
    body: {
      type: 'doc',
      content: [
        paragraph(
          'Das Amt für Sicherheit im Netz und der Freistaat Auland haben sich auf gemeinsame Maßnahmen im Bereich der Cyber- und Informationssicherheit verständigt. Präsidentin Klara Plattner und Staatssekretär Prof.\u00a0Tom Popp unterzeichneten heute eine entsprechende Kooperationsvereinbarung.',
        ),
        paragraph(
          'Während ihres Besuchs in Auenstadt sagte Klara Plattner: »Mit der Vereinbarung rückt der Freistaat die Sicherheit seiner Netze nach vorn. Sie gibt unserer Zusammenarbeit eine Richtung und hilft, Angriffe früher zu erkennen. Entscheidend ist, dass wir schnell und umfassend voneinander wissen. Ich freue mich, dass hier alle Beteiligten so engagiert dabei sind.«',
        ),
        paragraph(
          '»Ohne Sicherheit nützt die schönste Verwaltung nichts. Den Bedrohungen aus dem Netz begegnen wir nur gemeinsam. Das hat der Freistaat früh erkannt, und mit der Vereinbarung rücken wir noch enger zusammen«, betonte Prof.\u00a0Tom Popp.',
        ),
        paragraph(
          'Die Kooperation erstreckt sich über acht Handlungsfelder. Beide Seiten werden intensiver bei der Abwehr zusammenwirken, einander bei Vorfällen unterstützen und die Bürgerinnen und Bürger gemeinsam aufklären.',
        ),
        paragraph('Ein Bild von der Unterzeichnung wird gegen 17:30\u00a0Uhr bereitgestellt.'),
      ],
    },
    linksLabel: 'Links:',
    links: [
      { label: 'Bild von der Unterzeichnung', target: { kind: 'photo', slot } },
      { label: 'Zur Vereinbarung', target: { kind: 'missing' } },
    ],
    photos: [
      {
        id: slot,
        label: 'Unterzeichnung',
        time: { kind: 'at', time: at(photo) },
        approximate: true,
        pendingWords: `Bild folgt gegen ${at(photo).civil.slice(11, 16)}\u00a0Uhr`,
        photo: null,
      },
    ],
  };
}

export const findings: PhotoView['findings'] = [
  { code: 'exif.gps', label: 'Aufnahmeort', value: '51,05771°\u00a0N, 13,74668°\u00a0O', fate: 'goes' },
  { code: 'exif.owner', label: 'Besitzer', value: 'Karla Hartung, privat', fate: 'goes' },
  { code: 'exif.serial', label: 'Serien-Nr.', value: '6032417, 210558', fate: 'goes' },
  { code: 'xmp.faces', label: 'Gesichter', value: '3 Bereiche, 1 mit Namen', fate: 'goes' },
  { code: 'xmp.history', label: 'Bearbeitung', value: '14 Schritte auf SK-PC-0417', fate: 'goes' },
  { code: 'iptc.byline', label: 'Urheber/By-line', value: 'Karla Hartung', fate: 'youDecide' },
  { code: 'icc', label: 'Farbprofil', value: 'sRGB', fate: 'stays' },
  { code: 'exif.orientation', label: 'Ausrichtung', value: 'richtig herum', fate: 'stays' },
];

/** A picture drawn here, so that no file has to travel with the mock. */
export function drawing(hue: number, wide = false): string {
  const people = wide
    ? '<rect x="5" y="30" width="60" height="120" fill="#fff" stroke="#666"/><circle cx="330" cy="70" r="18" fill="#b98"/><path d="M302 190v-60c0-40 56-40 56 0v60z" fill="#443"/>'
    : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 240"><rect width="360" height="240" fill="hsl(${hue} 30% 88%)"/><rect y="170" width="360" height="70" fill="#334"/><rect y="160" width="360" height="14" fill="#c9a96e"/>${people}<rect x="160" y="20" width="14" height="130" fill="#2b4a9b"/><rect x="186" y="20" width="14" height="130" fill="#c33"/><circle cx="110" cy="80" r="26" fill="#dcb59a"/><path d="M70 170v-30c0-50 80-50 80 0v30z" fill="hsl(${hue} 35% 40%)"/><circle cx="250" cy="78" r="26" fill="#d3ab8d"/><path d="M210 170v-30c0-50 80-50 80 0v30z" fill="#2a2f45"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
