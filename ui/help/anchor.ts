/** A heading's id lies beside those of the window. */
export const anchor = (section: string): string => `handbuch-${section}`;
