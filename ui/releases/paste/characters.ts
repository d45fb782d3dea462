/** What a text from elsewhere may hold that nobody sees, or that is written in another way here. */

/** Soft hyphens, marks of direction, spaces without width, what steers a machine. The joiners of scripts and emoji stay. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** As a PDF gives them away. */
const LIGATURES = /[\ufb00-\ufb06]/g;
const OTHER_SPACES = /[\t\u2000-\u200a\u205f\u3000]/g;
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;

/** The signs of a text as the desk writes them; line ends are `\n`. */
export function plainCharacters(text: string): string {
  return (
    text
      .replace(LINE_ENDS, '\n')
      .replace(UNSEEN, '')
      .replace(LIGATURES, (sign) => sign.normalize('NFKC'))
      .replace(OTHER_SPACES, ' ')
      // A no-break space beside another space only holds a gap open.
      .replace(/[ \u00a0]{2,}/g, ' ')
      .normalize('NFC')
  );
}

/** Whether an address may stand in a release, as `Href::is_safe` says. */
export function isSafe(href: string): boolean {
  const address = href.trim();
  return /^(?:https?|mailto|tel):./i.test(address) && !/[\s\u0000-\u001f\u007f-\u009f]/.test(address);
}
