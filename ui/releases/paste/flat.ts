type Kind = 'p' | 'h3' | 'blockquote' | 'li';

interface Run {
  text: string;
  /** Elements around it, the outermost first. */
  marks: Element[];
}

const BLOCKS =
  'p,div,li,ul,ol,dl,dt,dd,table,tbody,thead,tr,td,th,caption,blockquote,pre,h1,h2,h3,h4,h5,h6,section,article,header,footer,main,aside,figure,figcaption,address,hr,form,fieldset,details,summary,center';

/**
 * The text of a page as a row of blocks, each with its runs: a release knows no block within a block, and no line break
 * within a paragraph. Each line is a paragraph; the lines of a list's item stay one item.
 */
export function flat(body: Element): Element {
  const page = body.ownerDocument;
  const out = page.createElement('div');
  let runs: Run[] = [];
  let kind: Kind = 'p';

  function flush(): void {
    const line = trimmed(runs);
    runs = [];
    if (line.length === 0) return;
    const block = page.createElement(kind);
    for (const { text, marks } of line) {
      let node: Node = page.createTextNode(text);
      for (const mark of marks.toReversed()) {
        const around = mark.cloneNode(false);
        around.appendChild(node);
        node = around;
      }
      block.append(node);
    }
    if (kind !== 'li') out.append(block);
    else if (out.lastElementChild?.matches('ul')) out.lastElementChild.append(block);
    else out.appendChild(page.createElement('ul')).append(block);
  }

  /** Where a line ends: within an item the next one goes on with it. */
  function endLine(): void {
    if (kind === 'li') runs.push({ text: ' ', marks: [] });
    else flush();
  }

  function walk(node: Node, marks: Element[]): void {
    if (node.nodeType === 3) {
      // Only what is preformatted still has line ends.
      for (const [index, text] of (node.nodeValue ?? '').split('\n').entries()) {
        if (index > 0) endLine();
        if (text !== '') runs.push({ text, marks });
      }
      return;
    }
    if (node.nodeType !== 1) return;
    const element = node as Element;
    if (element.matches('br')) {
      endLine();
      return;
    }
    if (!element.matches(BLOCKS)) {
      const own = element.matches('b,strong,i,em,a[href]') ? [...marks, element] : marks;
      for (const child of [...element.childNodes]) walk(child, own);
      return;
    }
    const outer = kind;
    const isLines = kind === 'li' && !element.matches('li,ul,ol');
    if (isLines) endLine();
    else {
      flush();
      kind = kindOf(element) ?? outer;
    }
    for (const child of [...element.childNodes]) walk(child, marks);
    if (isLines) endLine();
    else {
      flush();
      kind = outer;
    }
  }

  walk(body, []);
  flush();
  return out;
}

function kindOf(element: Element): Kind | null {
  if (element.matches('h1,h2,h3,h4,h5,h6')) return 'h3';
  if (element.matches('blockquote')) return 'blockquote';
  if (element.matches('li')) return 'li';
  return element.matches('ul,ol') ? 'p' : null;
}

/** Without space at either end, and never two spaces where two runs meet. */
function trimmed(runs: Run[]): Run[] {
  const line: Run[] = [];
  let before = ' ';
  for (const { text, marks } of runs) {
    const kept = /[ \u00a0]$/.test(before) ? text.replace(/^[ \u00a0]+/, '') : text;
    if (kept === '') continue;
    line.push({ text: kept, marks });
    before = kept;
  }
  const last = line.at(-1);
  if (last) last.text = last.text.replace(/[ \u00a0]+$/, '');
  return last?.text === '' ? trimmed(line.slice(0, -1)) : line;
}
