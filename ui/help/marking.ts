/** Words that are looked for, whatever spaces and lines are between them; nothing where there are none. */
export function sought(words: string): RegExp | null {
  const parts = words.trim().split(/\s+/).filter(Boolean);
  const literal = (part: string): string => part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return parts.length === 0 ? null : new RegExp(parts.map(literal).join('\\s+'), 'giu');
}

/** Takes every mark away. */
export function unmark(root: HTMLElement): void {
  for (const mark of root.querySelectorAll('mark')) {
    const { parentNode } = mark;
    mark.replaceWith(...mark.childNodes);
    parentNode?.normalize();
  }
}

/** Marks the words in a text, in their order. */
export function mark(root: HTMLElement, words: string): HTMLElement[] {
  unmark(root);
  const expression = sought(words);
  if (expression === null) return [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts.flatMap((text) => {
    const found = [...text.data.matchAll(expression)];
    // From behind, so that what is before stays where it was.
    return found
      .reverse()
      .map((hit) => {
        const range = text.splitText(hit.index);
        range.splitText(hit[0].length);
        const element = document.createElement('mark');
        range.replaceWith(element);
        element.append(range);
        return element;
      })
      .reverse();
  });
}
