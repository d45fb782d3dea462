const N = '\u00a0';
/** Quotes within quotes are single. */
export const quote = (words: string): string => `»${words.replaceAll('»', '›').replaceAll('«', '‹')}«`;
const list = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} und ${words.at(-1) ?? ''}`;

/** "45 min", "7 h 15 min", "3 Tage". */
function away(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours >= 48) return `${Math.floor(hours / 24)}${N}Tage`;
  const parts = [hours > 0 ? `${hours}${N}h` : '', rest > 0 || hours === 0 ? `${rest}${N}min` : ''];
  return parts.filter(Boolean).join(N);
}

/** What is said around the verbs for what is planned or public. */
export const verbs = {
  move: {
    open: `Termin verschiebt sich${N}…`,
    title: 'Termin verschiebt sich',
    lead: (headline: string, holds: string) => `${headline}. Bis Sie bestätigen, gilt ${holds}.`,
    by: 'Alles verschieben um',
    minutes: (count: number) => `+${N}${count}${N}min`,
    other: 'anders',
    textFrom: 'oder Meldung ab',
    date: 'Datum',
    clock: 'Uhrzeit',
    photoFrom: (label: string) => `Foto ab (${label})`,
    onlyPhoto: `Nur das Foto verschieben${N}…`,
    all: `Meldung und Foto verschieben${N}…`,
    hangs: 'Hängt an der Zeit',
    before: 'bisher',
    after: 'neu',
    text: 'Meldung öffentlich',
    photo: (label: string) => (label ? `Foto öffentlich (${label})` : 'Foto öffentlich'),
    embargoNote: 'Sperrfrist-Zeile',
    pendingWords: 'Platzhalter',
    mention: 'Uhrzeit im Text',
    mentionPublic: 'Der Text ist schon öffentlich; er ändert sich nur mit einer Korrektur.',
    inWords: 'Auch die Uhrzeiten im Text ändern',
    told: (words: string) => quote(words),
    toldDay: (day: string) => `stimmt nicht mehr, öffentlich am ${day}`,
    toldDone: 'stimmt nur, wenn es bis dahin geschehen ist',
    look: 'Stelle ansehen',
    otherDay: (before: string, after: string) => `Damit erscheint die Meldung nicht am ${before}, sondern am ${after}.`,
    plan: 'Neuer Zeitplan',
    later: (minutes: number) => `${away(minutes)} später`,
    earlier: (minutes: number) => `${away(minutes)} früher`,
    nothing: 'Mit dieser Zeit ändert sich nichts.',
    onSignal: 'auf Signal',
    /** "Auf 17:45 und 18:15 Uhr verschieben". */
    confirm: (times: string[]) => {
      const hours = times.map((time, index) => (index < times.length - 1 ? time.replace(`${N}Uhr`, '') : time));
      return times.length > 0 ? `Auf ${list(hours)} verschieben` : 'Verschieben';
    },
    working: `Wird verschoben${N}…`,
    moved: 'Verschoben. Die neue Zeit gilt.',
  },
  lift: {
    open: `Sperrfrist aufheben${N}…`,
    hint: 'Wenn jemand die Sperrfrist gebrochen hat.',
    title: 'Sperrfrist jetzt aufheben?',
    text: (headline: string) => `${quote(headline)} wird damit sofort öffentlich: Seite, Liste und Feed.`,
    photosToo: (labels: string[]) =>
      labels.length === 1 ? `Auch das Foto ${quote(labels[0] ?? '')} sofort` : 'Auch die Fotos sofort',
    photosStay: (when: string) => `Ohne Haken bleibt es dabei: ${when}.`,
    photosOnly: (labels: string[]) =>
      `Die Meldung ist schon öffentlich. Sofort öffentlich ${labels.length === 1 ? 'wird' : 'werden'} damit ${list(labels.map(quote))}.`,
    reason: 'Grund, nur für Ihr Protokoll',
    reasonHint: 'z. B. Eine Agentur hat um 16:20 Uhr gemeldet',
    final: 'Was öffentlich ist, lässt sich korrigieren oder zurückziehen, aber nicht wieder sperren.',
    confirm: 'Jetzt öffentlich machen',
    lifted: 'Sperrfrist aufgehoben. Die Meldung ist öffentlich.',
  },
  correct: {
    open: `Korrigieren${N}…`,
    hint: 'Veröffentlicht die neue Fassung mit Korrekturhinweis. Die Zeiten bleiben.',
    none: 'Ändern Sie zuerst die Stelle in der Meldung. Öffentlich wird sie erst mit der Korrektur.',
    publish: `Korrektur veröffentlichen${N}…`,
    title: 'Korrektur veröffentlichen',
    lead: (places: number, since: string) =>
      `Sie korrigieren ${places === 1 ? 'eine Stelle' : `${places} Stellen`} in einer Meldung, die ${since} öffentlich ist.`,
    notice: 'Was wurde korrigiert?',
    noticeHint: 'Nennen Sie die Stelle, ohne den Fehler zu wiederholen, z. B. Name im 2. Absatz.',
    shown: 'So steht es auf der Seite',
    sentence: (when: string, words: string) => [`Korrigiert am ${when}: `, words],
    delivered: 'Das ist die Rede, wie sie gehalten wurde: eine neue Fassung, keine Korrektur',
    deliveredHint: 'Ohne Korrekturhinweis; »Es gilt das gesprochene Wort« entfällt.',
    effect: 'Nur was sich geändert hat, wird neu veröffentlicht. Was noch gesperrt ist, ändert sich ohne Hinweis.',
    confirm: 'Korrektur veröffentlichen',
    confirmDelivered: 'Neue Fassung veröffentlichen',
    corrected: 'Korrektur veröffentlicht.',
  },
  rename: {
    open: `Name berichtigen${N}…`,
    hint: 'In Text, Überschrift, Bildunterschriften, Alternativtexten und Adresse.',
    title: 'Name berichtigen',
    old: 'Steht da als',
    new: 'Richtig ist',
    places: (count: number) => (count === 1 ? 'Eine Stelle' : `${count} Stellen`),
    nowhere: 'Dieser Name steht in der Meldung nicht.',
    where: 'Wo',
    place: 'Stelle',
    keep: (where: string) => `${where} berichtigen`,
    confirm: (count: number) => (count === 1 ? 'Eine Stelle berichtigen' : `${count} Stellen berichtigen`),
    of: {
      headline: 'Überschrift',
      standingLines: 'Hinweiszeile',
      body: 'Text',
      links: 'Link',
      contact: 'Kontakt',
      label: 'Platz für das Foto',
      pendingWords: 'Ankündigung des Fotos',
      caption: 'Bildunterschrift',
      altText: 'Alternativtext',
      extendedAltText: 'Bildbeschreibung',
      persons: 'Person im Bild',
      creator: 'Urheber',
      credit: 'Bildnachweis',
      copyright: 'Urheberrecht',
      instructions: 'Hinweise zum Foto',
    } as Record<string, string>,
    done: 'Name berichtigt.',
  },
  withdraw: {
    title: 'Meldung zurückziehen?',
    lead: (headline: string) =>
      `${quote(headline)} und ihre Fotos sind danach nicht mehr abrufbar. Was noch gesperrt ist, wird nicht veröffentlicht.`,
    page: 'Hinweisseite zeigen',
    sentence: 'Text der Hinweisseite',
    standard: (kind: string) => `Diese ${kind} wurde zurückgezogen.`,
    pageAdds: 'Der Zeitpunkt steht von selbst dabei.',
    traceless: 'Ohne Hinweisseite antwortet die Adresse wie eine, die es nie gab.',
    reason: 'Grund, nur für Ihr Protokoll',
    reasonHint: 'z. B. Termin abgesagt',
    copies: 'Suchmaschinen, Kopien bei anderen und Gelesenes ändern sich dadurch nicht.',
    instead: `Stattdessen korrigieren${N}…`,
    confirm: 'Jetzt überall zurückziehen',
  },
  delete: {
    open: `Beim Newsroom löschen${N}…`,
    hint: 'Entfernt Texte und Fotos vom Newsroom. Protokoll und Hinweisseite bleiben.',
    title: 'Beim Newsroom löschen?',
    lead: (headline: string) =>
      `Texte und Fotos von ${quote(headline)} werden vom Newsroom entfernt. Das Protokoll und eine Hinweisseite bleiben; auf diesem PC bleibt alles erhalten.`,
    confirm: 'Endgültig löschen',
  },
  queued: {
    title: 'Angehalten ist noch nichts: Der Newsroom hat es noch nicht bestätigt.',
    more: 'Sobald er antwortet, wird angehalten; Sperrfrist muss dafür geöffnet bleiben. Eilt es, rufen Sie an, wer den Newsroom betreibt.',
    again: 'Jetzt versuchen',
    row: 'Anhalten noch nicht bestätigt',
  },
};
