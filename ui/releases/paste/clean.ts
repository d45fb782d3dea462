import { isSafe, plainCharacters } from './characters.ts';
import { flat } from './flat.ts';

/** What was left out of what was pasted, for the reader to know. */
export interface LeftOut {
  pictures: number;
  comments: number;
  /** Passages that somebody had struck out, or hidden. */
  struck: number;
  links: number;
}

export const NOTHING: LeftOut = { pictures: 0, comments: 0, struck: 0, links: 0 };

/**
 * Makes plain HTML of what word processors, mail programs and browsers put on the clipboard, for the schema to read.
 *
 * What their own marks mean is put into words of HTML (lists of Word, bold by style), what is no text of the release
 * goes: comments, hidden and struck passages, pictures, scripts. A struck passage must not come back as text.
 */
export function cleanHtml(html: string): { html: string; left: LeftOut } {
  const left = { ...NOTHING };
  // A document of its own: nothing in it is loaded, and no script of it runs.
  const page = new DOMParser().parseFromString(withoutConditions(html), 'text/html');
  const body = page.body;
  // What an editor of this desk has copied is as it should be; only its signs and addresses are looked at.
  const isOwn = body.querySelector('[data-pm-slice]') !== null;
  drop(body, 'script,style,meta,link,title,xml,template,iframe,object,embed,noscript,svg,math,select,textarea');
  if (!isOwn) left.comments += comments(body);
  left.links += links(body);
  if (!isOwn) {
    left.struck += struck(body);
    left.pictures += drop(body, 'img,picture,video,audio,canvas');
    emphasis(page);
    wordLists(page);
    styled(page);
  }
  characters(body);
  return { html: isOwn ? body.innerHTML : flat(body).innerHTML, left };
}

/** `<![if !supportLists]>` and the like; what a condition for old programs hides is a comment already. */
function withoutConditions(html: string): string {
  return html.replace(/<!\[(?:if|endif)[^>]*>/gi, '').replace(/<!--[\s\S]*?-->/g, '');
}

function drop(body: Element, what: string): number {
  const found = [...body.querySelectorAll(what)];
  for (const element of found) element.remove();
  return found.length;
}

function unwrap(element: Element): void {
  element.replaceWith(...[...element.childNodes]);
}

function style(element: Element): string {
  return (element.getAttribute('style') ?? '').toLowerCase().replace(/\s+/g, '');
}

function links(body: Element): number {
  let refused = 0;
  for (const link of body.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    // A mark within the document it came from leads nowhere here.
    if (isSafe(href)) continue;
    if (!href.startsWith('#')) refused += 1;
    unwrap(link);
  }
  return refused;
}

function comments(body: Element): number {
  const count = (what: string): number => body.querySelectorAll(what).length;
  const found = Math.max(count('[id^="_com_"]'), count('a[href^="#_msocom"],a[href^="#cmnt"]'));
  drop(body, '[style*="mso-element:comment"],[id^="_com_"],.MsoCommentReference,.msocomanchor,.msocomtxt,.MsoCommentText');
  drop(body, 'a[href^="#_msocom"],a[href^="#cmnt"]');
  return found;
}

function struck(body: Element): number {
  let count = drop(body, 'del,.msoDel');
  for (const element of body.querySelectorAll('[style],[hidden]')) {
    const own = style(element);
    if (!element.hasAttribute('hidden') && !/display:none|mso-hide:all|visibility:hidden/.test(own)) continue;
    if (element.textContent.trim() !== '') count += 1;
    element.remove();
  }
  return count;
}

/** Bold and italic by style, and what only looks like it: a copy from an office on the web is wrapped in `<b>`. */
function emphasis(page: Document): void {
  for (const element of page.body.querySelectorAll('b,strong,i,em')) {
    if (/font-weight:(?:normal|400)|font-style:normal/.test(style(element))) unwrap(element);
  }
  for (const element of page.body.querySelectorAll('span,font')) {
    const own = style(element);
    const names = [
      ...(/font-weight:(?:bold|[6-9]00)/.test(own) ? ['strong'] : []),
      ...(/font-style:(?:italic|oblique)/.test(own) ? ['em'] : []),
    ];
    for (const name of names) {
      const mark = page.createElement(name);
      mark.append(...[...element.childNodes]);
      element.append(mark);
    }
  }
  // A subheading is bold by itself.
  for (const mark of page.body.querySelectorAll(':is(h1,h2,h3,h4,h5,h6) :is(b,strong)')) unwrap(mark);
}

/** Word writes a list as paragraphs with a mark of its own, and the bullet as text. */
function wordLists(page: Document): void {
  drop(page.body, '[style*="mso-list:Ignore" i],[style*="mso-list: Ignore" i]');
  let list: Element | null = null;
  for (const paragraph of [...page.body.querySelectorAll('p,h1,h2,h3,h4,h5,h6')]) {
    const isItem = /mso-list:(?!none|ignore)/.test(style(paragraph)) && paragraph.matches('p');
    if (!isItem) continue;
    const before: Element | null = paragraph.previousElementSibling;
    if (list === null || before !== list) {
      list = page.createElement('ul');
      paragraph.before(list);
    }
    const item = page.createElement('li');
    item.append(...[...paragraph.childNodes]);
    list.append(item);
    paragraph.remove();
  }
}

/** What Word calls title and quotation. */
function styled(page: Document): void {
  const names: [string, string][] = [
    ['p.MsoTitle,p.MsoSubtitle,p.MsoHeading1,p.MsoHeading2,p.MsoHeading3', 'h3'],
    ['p.MsoQuote,p.MsoIntenseQuote', 'blockquote'],
  ];
  for (const [what, name] of names) {
    for (const paragraph of page.body.querySelectorAll(what)) {
      const made = page.createElement(name);
      made.append(...[...paragraph.childNodes]);
      paragraph.replaceWith(made);
    }
  }
}

function characters(body: Element): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isPreformatted = node.parentElement !== null && node.parentElement.closest('pre') !== null;
    const plain = plainCharacters(node.nodeValue ?? '');
    node.nodeValue = isPreformatted ? plain : plain.replace(/\n/g, ' ');
  }
}
