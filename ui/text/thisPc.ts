const N = '\u00a0';

/** The texts of Optionen, Dieser PC. */
export const thisPc = {
  title: 'Dieser PC',
  start: 'Sperrfrist beim Anmelden im Hintergrund starten',
  startHint: 'So ist es zur Stelle, wenn dieser PC veröffentlicht oder ein Foto auf den Weg bringt.',
  startUnknown: 'Das System lässt sich dazu nicht befragen. Stellen Sie es in dessen Einstellungen unter »Autostart« ein.',
  stays:
    'Solange dieser PC für etwas Eingeplantes gebraucht wird, läuft Sperrfrist weiter, auch wenn Sie sein Fenster schließen.',
  reports: 'Fehlerberichte',
  reportCount: (count: number) =>
    count === 0 ? 'Keine.' : count === 1 ? `Ein Bericht liegt auf diesem PC.` : `${count}${N}Berichte liegen auf diesem PC.`,
  reportsHint: (folder: string) =>
    `Sie sagen, wo das Programm gescheitert ist, und enthalten nichts von Ihren Texten. Gesendet werden sie nie. Ordner: ${folder}`,
};
