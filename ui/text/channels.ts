const N = '\u00a0';

/** The texts of the status bar. */
export const status = {
  serverTime: 'Serverzeit',
  pcTime: `Uhrzeit dieses${N}PCs`,
  small: (how: string) => `Abweichung ${how}`,
  fast: (span: string) => `dieser${N}PC geht ${span} vor`,
  slow: (span: string) => `dieser${N}PC geht ${span} nach`,
  unsynced: 'Die Uhr des Newsrooms ist nicht abgeglichen; alles bleibt gesperrt.',
  online: 'Online',
  offlineSince: (time: string) => `Newsroom nicht erreichbar seit ${time}`,
  published: 'Veröffentlicht:',
  thisPc: `dieser${N}PC (muss an sein)`,
  server: (name: string) => `${name} (dieser${N}PC darf aus sein)`,
};

/** The texts of the screen Kanäle. */
export const channels = {
  title: 'Kanäle',
  releases: (count: number) => `${count}${N}${count === 1 ? 'Meldung' : 'Meldungen'}`,
  here: ['Dieser PC ', 'veröffentlicht selbst.'],
  reachable: (name: string) => [`${name} ist `, 'erreichbar', ' und hält ', ' bereit.'],
  away: (name: string) => [`${name} ist `, 'nicht erreichbar', '. Bereit liegen dort ', '.'],
  unsynced: 'Dort bleibt alles gesperrt, bis die Uhr abgeglichen ist.',
  connection: 'Verbindung',
  connectLead:
    'Mit einem Newsroom-Server darf dieser PC aus sein. Wer ihn betreibt, gibt Ihnen Adresse und Zugangsschlüssel.',
  address: 'Adresse',
  addressPlaceholder: 'https://newsroom.example',
  line: 'Zugangsschlüssel, eine Zeile',
  linePlaceholder: 'sperrfrist-…',
  connect: 'Newsroom verbinden',
  connecting: `Wird verbunden${N}…`,
  paired: 'Gekoppelt',
  since: (when: string) => `seit ${when}`,
  inKeyring: 'Der Schlüssel liegt im Schlüsselbund dieses Rechners.',
  inFile:
    'Der Schlüsselbund dieses Rechners ist nicht erreichbar; der Schlüssel liegt als Datei im Ordner des Archivs, nur für Sie lesbar.',
  check: 'Verbindung prüfen',
  checking: `Wird geprüft${N}…`,
  checkedGood: (time: string) => `zuletzt ${time}, alles in Ordnung`,
  checkedBad: (time: string) => `zuletzt ${time}, nicht alles in Ordnung`,
  again: `Neu koppeln${N}…`,
  disconnect: `Trennen${N}…`,
  disconnectTitle: 'Verbindung trennen?',
  disconnectLead: (name: string) =>
    `Danach veröffentlicht dieser PC selbst und muss dafür eingeschaltet sein. Der Schlüssel für ${name} wird hier gelöscht; um sich wieder zu verbinden, brauchen Sie einen neuen. Was dort öffentlich ist, bleibt öffentlich.`,
  disconnectConfirm: 'Trennen',
  steps: {
    login: 'Anmeldung',
    loginGood: 'angenommen, Fingerabdruck stimmt',
    clock: (name: string) => `Uhr von ${name}`,
    clockGood: (deviation: string) => `abgeglichen, Abweichung ${deviation}`,
    clockBad: 'nicht abgeglichen; alles bleibt gesperrt',
    held: 'Bereitliegendes',
    heldGood: (complete: number, expected: number) =>
      expected === 0 ? 'nichts eingeplant' : `${complete} von ${expected} vollständig, Empfang bestätigt`,
    heldBad: (complete: number, expected: number) => `nur ${complete} von ${expected} vollständig`,
    outside: 'Gesperrtes von außen gesucht',
    outsideNone: 'nichts eingeplant',
    outsideGood: (tried: number) =>
      `nichts abrufbar, ${tried}${N}${tried === 1 ? 'Adresse' : 'Adressen'} versucht`,
    outsideBad: (open: number) => `${open}${N}${open === 1 ? 'Adresse' : 'Adressen'} vor der Zeit abrufbar`,
  },
  passed: 'in Ordnung',
  failed: 'nicht in Ordnung',
  who: 'Wer veröffentlicht',
  whoServer: (name: string) => [name, ' öffnet selbst zur Zeit.'],
  whoServerHint: `Dieser${N}PC darf aus sein.`,
  whoHere: [`Dieser${N}PC`, ' öffnet zur Zeit.'],
  whoHereHint: 'Er muss eingeschaltet sein, solange etwas eingeplant ist.',
  whoStays: 'Wechseln lässt sich der Newsroom nur, während nichts eingeplant ist.',
  details: 'Details',
  detailsHint: 'Fingerabdruck',
  fingerprint: 'Fingerabdruck des Newsrooms',
};
