/** The people of the office, in German. */
export const approve = {
  waiting: 'Zur Freigabe',
  inHaste: 'In Eile korrigiert und schon öffentlich. Bitte gegenzeichnen.',
  title: 'Freigeben?',
  lead: (mark: string) => `Medieninformation ${mark}. Erst mit Ihrer Freigabe wird sie zu ihrer Zeit öffentlich.`,
  hasteLead: 'Diese Korrektur ist schon öffentlich. Mit Ihrer Gegenzeichnung ist sie in Ordnung.',
  text: 'Der ganze Text',
  credit: 'Bildnachweis',
  unseen: 'Dieses Bild lässt sich hier nicht zeigen. Schließen Sie das Fenster, und öffnen Sie es noch einmal.',
  document: (photos: string[]) => {
    if (photos.length === 0) return 'Das PDF, das mit dem Text öffentlich wird';
    const names = photos.map((name) => `»${name}«`);
    const last = names.pop() ?? '';
    return `Das PDF mit ${names.length > 0 ? `${names.join(', ')} und ${last}` : last}`;
  },
  page: (number: number, of: number) => `Seite ${number} von ${of}, als Bild`,
  proposed: 'Zur Freigabe vorgelegt. Öffentlich wird es erst mit der Freigabe.',
  move:
    'Vier Augen: Alles zusammen später legen geht sofort; im Text bleiben die Uhrzeiten, wie sie freigegeben sind. Alles andere wartet auf die Freigabe und bleibt bis dahin gesperrt.',
  liftFirst: 'Hier gilt das Vier-Augen-Prinzip: Öffentlich wird es, sobald eine zweite Person freigibt. Bis dahin bleibt es gesperrt, auch über seine bisherige Zeit hinaus.',
  liftProposed: 'Noch nicht öffentlich: Die Aufhebung der Sperrfrist ist zur Freigabe vorgelegt.',
  act: 'Freigeben',
  countersign: 'Gegenzeichnen',
};

/** What others of the office have planned. */
export const others = {
  heading: 'Von anderen Schreibtischen',
  sealed: (mark: string) => `Medieninformation ${mark}`,
  unreadable:
    'Verschlossen, bevor es diesen Schreibtisch gab. Lesen und übernehmen können Sie sie, sobald Sperrfrist an einem länger angemeldeten Rechner eine Minute lang offen war, spätestens wenn sie öffentlich ist.',
  newer: 'Liegt auch hier, aber in einer älteren Fassung.',
  takeOver: 'Übernehmen',
  takeOverOf: (name: string) => `»${name}« übernehmen`,
  stop: 'Anhalten',
  stopOf: (name: string) => `»${name}« anhalten`,
  more: (count: number) => (count === 1 ? 'Eine weitere zeigen' : `${count} weitere zeigen`),
};

/** What the office does to a release, for its journal. */
export const officeEvents = {
  proposed: 'Zur Freigabe vorgelegt',
  approved: 'Freigegeben',
  liftProposed: 'Aufhebung der Sperrfrist zur Freigabe vorgelegt',
  takenOver: 'Von einem anderen Schreibtisch übernommen',
  leftBehind: 'Verbindung getrennt, bleibt eingeplant bei',
  overridden: 'Pflicht der Prüfung übergangen',
  overrideTakenBack: 'Pflicht der Prüfung gilt wieder',
  objected: 'Widerspruch gegen ein Foto',
  objectionTakenBack: 'Widerspruch zurückgenommen',
  unchosenDeleted: 'Nicht gewählte Originale gelöscht',
  handedOn: 'Als Datei weitergegeben',
  received: 'Aus einer Datei übernommen',
  withoutDocument: 'Ohne PDF, es lässt sich nicht setzen',
};
