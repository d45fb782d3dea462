import { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';

import type { Block } from '../../host/bindings/Block.ts';
import { plainBody } from '../body.ts';
import { extensions } from '../schema.ts';
import { isSafe, plainCharacters } from './characters.ts';
import { cleanHtml } from './clean.ts';
import { plainBlocks } from './plain.ts';

const made: Editor[] = [];
afterEach(() => made.splice(0).forEach((editor) => editor.destroy()));

function blocks(html: string): Block[] {
  const content = cleanHtml(html).html;
  const editor = new Editor({ element: document.createElement('div'), extensions, content, injectCSS: false });
  made.push(editor);
  return plainBody(editor.getJSON()).content;
}

/** One line a block: its kind, and its words. */
function seen(html: string): string[] {
  return blocks(html).flatMap((block) => {
    const words = (content: { text: string }[]): string => content.map((run) => run.text).join('');
    return block.type === 'list'
      ? block.content.map((item) => `list: ${words(item.content)}`)
      : [`${block.type}: ${words(block.content)}`];
  });
}

/** As Word for Windows puts it on the clipboard, shortened in its head. */
const WORD = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:st1="urn:schemas-microsoft-com:office:smarttags">
<head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @list l0:level1 {mso-level-text:\uF0B7;} --></style></head>
<body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->
<p class=MsoTitle>Neue <b>Stelle</b><o:p></o:p></p>
<p class=MsoNormal style='mso-margin-top-alt:auto'>Die <b style='mso-bidi-font-weight:normal'>Staatskanzlei</b> in <st1:place
w:st="on"><st1:City w:st="on">Dresden</st1:City></st1:place> teilt mit:<span style='mso-spacerun:yes'>\u00a0 </span>Ab
sofort gilt <i>Neues</i>.<a style='mso-comment-reference:AB_1'></a><span class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[AB1]</a></span></span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>\u00b7<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Erster
Punkt<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>\u00b7<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Zweiter Punkt<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoQuote>Ein Zitat.</p>
<p class=MsoNormal>Das <del cite="mailto:x" datetime="2023-11-20T10:00">geheime </del><ins cite="mailto:x">offene </ins>Wort und <span style='display:none;mso-hide:all'>Verborgenes</span>mehr.</p>
<p class=MsoNormal><v:shape id="Bild_1"><v:imagedata src="file:///C:/Temp/clip_image001.png"/></v:shape><img width=200 src="file:///C:/Temp/clip_image001.png">Silben\u00adtrennung</p>
<!--EndFragment-->
<div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText>Stimmt das?</p></div></div></div>
</body></html>`;

test('Word: lists are lists, and neither comments nor struck or hidden words come along', () => {
  expect(seen(WORD)).toEqual([
    'subheading: Neue Stelle',
    'paragraph: Die Staatskanzlei in Dresden teilt mit: Ab sofort gilt Neues.',
    'list: Erster Punkt',
    'list: Zweiter Punkt',
    'quote: Ein Zitat.',
    'paragraph: Das offene Wort und mehr.',
    'paragraph: Silbentrennung',
  ]);
  expect(cleanHtml(WORD).left).toEqual({ pictures: 1, comments: 1, struck: 2, links: 0 });
  const marks = JSON.stringify(blocks(WORD));
  expect(marks).toContain('"strong"');
  expect(marks).toContain('"emphasis"');
});

test('Outlook: a mail without paragraphs of its own flows as paragraphs', () => {
  const mail = `<div class="WordSection1"><div dir="ltr"><div>Guten Tag,</div><div><br></div><div>anbei der Text.<br>Er gilt ab <b>heute</b>.<br></div>
    <ul><li><p class="MsoListParagraph">eins</p></li><li>zwei</li></ul></div></div>`;
  expect(seen(mail)).toEqual([
    'paragraph: Guten Tag,',
    'paragraph: anbei der Text.',
    'paragraph: Er gilt ab heute.',
    'list: eins',
    'list: zwei',
  ]);
});

test('text that only breaks its lines becomes a paragraph a line', () => {
  expect(seen('<span>Erste Zeile<br>zweite Zeile<br><br>dritte</span>')).toEqual([
    'paragraph: Erste Zeile',
    'paragraph: zweite Zeile',
    'paragraph: dritte',
  ]);
});

test('an office on the web: its wrapper is not bold, what is bold by style is', () => {
  const doc = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">Ganz </span><span style="font-weight:700;font-style:italic">fett</span></p></b>`;
  expect(blocks(doc)).toEqual([
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Ganz ' },
        { type: 'text', text: 'fett', marks: [{ type: 'strong' }, { type: 'emphasis' }] },
      ],
    },
  ]);
});

test.each(['javascript:alert(1)', ' JaVaScript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'https://a b', 'java\nscript:x', ''])(
  'a link that leads nowhere good is refused: %s',
  (href) => {
    expect(isSafe(href)).toBe(false);
    const link = `<p><a href="${href}">Wort</a></p>`;
    expect(blocks(link)).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: 'Wort' }] }]);
    // The schema refuses it by itself too, whatever road it comes.
    const own = `<p data-pm-slice="0 0 []"><a href="${href}">Wort</a></p><p data-href="${href}">Zeile</p>`;
    expect(JSON.stringify(blocks(own))).not.toContain('href');
  },
);

test('a link that is one stays', () => {
  expect(JSON.stringify(blocks('<p><a href="https://example.org/a?b=c" target="_blank" onclick="x()">Wort</a></p>'))).toContain(
    '{"href":"https://example.org/a?b=c"}',
  );
});

test('a browser: tables, scripts and styles leave nothing but their words', () => {
  const page = `<style>p{}</style><script>alert(1)</script><table><tr><td><p>Zelle</p></td><td>zwei</td></tr></table><svg><text>Bild</text></svg><p style="position:fixed" onmouseover="x()">Text <sup>2</sup></p>`;
  expect(seen(page)).toEqual(['paragraph: Zelle', 'paragraph: zwei', 'paragraph: Text 2']);
});

test('signs that nobody sees go, and decomposed umlauts are put together', () => {
  expect(plainCharacters('Sil\u00adben\u200b, \u202eu\u0308ber\u202c, \ufb01nden\u0000\u0007, 5\u00a0%, a\u00a0 b\tc')).toBe(
    'Silben, \u00fcber, finden, 5\u00a0%, a b c',
  );
  expect(plainCharacters('eins\r\nzwei\u000bdrei\u2028vier')).toBe('eins\nzwei\ndrei\nvier');
  expect(plainCharacters('👩‍💻')).toBe('👩‍💻');
});

test('a mail in plain text: broken lines flow, lists and short lines stay', () => {
  const mail = [
    '> Das Bundesamt und der Freistaat haben sich auf die Umsetzung von',
    '> Maßnahmen verständigt, die im Bereich der Sicherheit liegen und',
    '> weit darüber hinaus.',
    '>',
    '> - erstens',
    '> - zweitens',
    '',
    'Archivstraße 1',
    '01097 Dresden',
  ].join('\r\n');
  expect(plainBlocks(mail)).toEqual([
    {
      kind: 'paragraph',
      text: 'Das Bundesamt und der Freistaat haben sich auf die Umsetzung von Maßnahmen verständigt, die im Bereich der Sicherheit liegen und weit darüber hinaus.',
    },
    { kind: 'list', items: ['erstens', 'zweitens'] },
    { kind: 'paragraph', text: 'Archivstraße 1' },
    { kind: 'paragraph', text: '01097 Dresden' },
  ]);
});

test('whatever is pasted, nothing but the schema comes out, and cleaning twice is cleaning once', () => {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const parts = ['<p>', '</p>', '<div>', '</div>', '<br>', '<ul>', '<li>', '</ul>', '<b>', '</b>', 'Wort ', '<del>weg</del>', '<img src=x>', '<table><tr><td>', '</table>', '<!-- -->', '<![if x]>', '<o:p>&nbsp;</o:p>', '<a href="javascript:x">', '</a>', '<blockquote>', '<h2>', '</h2>', '\u00ad', '<p style="mso-list:l0">'];
  for (let round = 0; round < 150; round += 1) {
    const html = Array.from({ length: 2 + next(14) }, () => parts[next(parts.length)]).join('');
    const words = JSON.stringify(blocks(html));
    expect(words).not.toMatch(/javascript|weg|\u00ad|<|"\\n/);
    expect(JSON.stringify(blocks(cleanHtml(html).html))).toBe(words);
  }
});
