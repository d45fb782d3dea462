/** The people of the office, in German. */
export const approve = {
  waiting: 'Zur Freigabe',
  inHaste: 'In Eile korrigiert und schon öffentlich. Bitte gegenzeichnen.',
  title: 'Freigeben?',
  lead: (mark: string) => `Medieninformation ${mark}. Erst mit Ihrer Freigabe wird sie zu ihrer Zeit öffentlich.`,
  hasteLead: 'Diese Korrektur ist schon öffentlich. Mit Ihrer Gegenzeichnung ist sie in Ordnung.',
  text: 'Der ganze Text',
  photos: 'Die Bilder selbst stehen hier noch nicht; lassen Sie sie sich zeigen.',
  act: 'Freigeben',
  countersign: 'Gegenzeichnen',
};
