import type { KnownBy } from '../host/bindings/KnownBy.ts';
import type { Verdict } from '../host/bindings/Verdict.ts';
import type { What } from '../host/bindings/What.ts';
import { N, quote } from './words.ts';

/** What is said of looks from outside, of alarms, and of photos that were promised. */
export const nachweis = {
  proof: {
    save: 'Nachweis sichern',
    saveHint: 'Schreibt den Nachweis als PDF in Ihren Ordner für Downloads',
    saveHtml: 'Als Seite sichern (HTML)',
    saveJson: 'Als Daten sichern (JSON)',
    saved: ['Nachweis gesichert: ', '.'],
    publicAt: (when: string) => `Öffentlich seit ${when}`,
    late: (span: string) => `, ${span} nach der Sperrfrist`,
    underTenth: `weniger als 0,1${N}s`,
    knownBy: {
      outside: 'von außen gelesen',
      newsroom: 'laut Newsroom; dieser PC hat nicht selbst nachgesehen',
    } satisfies Record<KnownBy, string> as Record<KnownBy, string>,
    before: 'Vor der Zeit von außen geprüft',
    beforeMinutes: (minutes: number) => (minutes === 1 ? `1${N}Minute vorher` : `${minutes}${N}Minuten vorher`),
    readBack: 'Danach zurückgelesen',
    noLooks: 'Später eingeplant als jede dieser Prüfungen.',
    verdicts: {
      locked: 'nichts abrufbar',
      early: 'vor der Zeit abrufbar',
      told: 'nicht abrufbar, aber die Antwort verrät, dass da etwas ist',
      matches: 'abrufbar, stimmt überein',
      differs: 'abrufbar, stimmt nicht überein',
      missing: 'fünf Minuten nach der Zeit nicht abrufbar',
      unreachable: 'nicht geprüft (der Newsroom hat nicht geantwortet)',
      missed: 'nicht geprüft (PC war aus)',
    } satisfies Record<Verdict, string> as Record<Verdict, string>,
    asked: {
      page: 'Seite',
      neighbour: 'Nachbaradresse',
      picture: 'Bild',
      list: 'Liste',
      feed: 'Feed',
      sitemap: 'Sitemap',
      search: 'Suche',
      guess: 'geratene Adresse',
    } satisfies Record<What, string> as Record<What, string>,
    askedColumns: { what: 'Gefragt', address: 'Adresse', answer: 'Antwort', result: 'Ergebnis' },
    http: (status: number) => `HTTP${N}${status}`,
  },
  warnings: {
    early: (what: string, headline: string) => `${what} ${quote(headline)} ist vor der Zeit abrufbar`,
    earlyMore: (found: string, planned: string) =>
      ` (gefunden um ${found}, geplant ${planned}). Halten Sie an. Was schon öffentlich ist, ziehen Sie zurück.`,
    stop: 'Anhalten',
    proof: 'Nachweis ansehen',
    soon: (left: string, when: string, label: string) =>
      `In ${left}, um ${when}, ist das Foto ${quote(label)} angekündigt.`,
    none: 'Es liegt noch keines vor.',
    incomplete: 'Es ist noch nicht vollständig.',
    ready: 'Es liegt bereit und ist noch nicht eingeplant.',
    assign: 'Foto zuordnen',
    complete: 'Ergänzen',
    change: 'Zeit oder Satz ändern',
  },
  promise: {
    announced: ['Das Foto ist für ', ' angekündigt, in '],
    wasAnnounced: ['Das Foto war für ', ' angekündigt.'],
    assignTitle: 'Foto jetzt zuordnen',
    assignText: (when: string) => `Bis ${when} geprüft und eingeplant, erscheint es pünktlich; danach nur mit Ihrer Bestätigung.`,
    assignLate: 'Es bereitet sich nur vor und erscheint erst, wenn Sie es veröffentlichen.',
    readyTitle: 'Jetzt veröffentlichen',
    readyText: 'Das Foto liegt bereit. Sie sehen es vorher noch einmal, mit allen Prüfungen.',
    readyPlan: `Foto einplanen${N}…`,
    readyNow: `Jetzt veröffentlichen${N}…`,
    changeTitle: 'Zeit oder Satz ändern',
    changeText: 'Verschieben Sie das Foto, oder schreiben Sie, was auf der Seite statt seiner stehen soll.',
    withoutTitle: 'Ohne Foto weiter',
    withoutText: 'Nehmen Sie den Platz aus der Meldung. Ein Foto können Sie später ergänzen.',
    asCorrection: 'Auf der öffentlichen Seite gilt es erst mit einer Korrektur.',
    toRelease: 'Zur Meldung',
    nothingTitle: 'Wenn Sie nichts tun',
    nothing: (words: string, when: string) =>
      `Ihr Satz ${quote(words)} bleibt unverändert stehen. Nach ${when} erscheint ein Foto nur, wenn Sie es ausdrücklich bestätigen.`,
    nothingUnattended: (words: string) =>
      `Ihr Satz ${quote(words)} bleibt stehen, bis das Foto da und vollständig ist; dann erscheint es von selbst, wie Sie es für diesen Platz gewählt haben.`,
    unattended: 'Sobald das Bild da und vollständig ist, veröffentlichen',
    unattendedHint: 'Frühestens zu seiner Zeit, ohne weitere Rückfrage.',
    incomplete: (label: string) =>
      `${quote(label)}: Das Foto ist noch nicht vollständig. Die Meldung geht ohne es, an seiner Stelle steht Ihr Satz.`,
    nowTitle: 'Foto jetzt veröffentlichen?',
    nowConfirm: 'Jetzt veröffentlichen',
    caption: 'Bildunterschrift',
    altText: 'Alternativtext',
    checks: 'Prüfung',
    allGood: 'Alles erfüllt',
    blocked: 'Ergänzen Sie zuerst, was Pflicht ist.',
    nothingSaid: '– keine',
  },
};
