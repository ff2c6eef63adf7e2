import { describe, expect, test } from 'vitest';
import { htmlToText, textToHtml } from './htmlText';

describe('EVT1 description text from HTML', () => {
  test.each([
    ['plain text stays', 'a < b\nand more', 'a < b\nand more'],
    ['blocks are lines', '<div>one</div><div>two</div>', 'one\ntwo'],
    ['breaks are lines', 'one<br>two<br/>three', 'one\ntwo\nthree'],
    ['source line ends are spaces between blocks', '<html>\n<body>\n<p>one\ntwo</p>\n</body>\n</html>', 'one two'],
    [
      'line ends of typed text with a link stay',
      'one\ntwo <a href="https://x.example">here</a>\nthree',
      'one\ntwo here (https://x.example)\nthree',
    ],
    ['a link that shows itself is said once', '<a href="https://x.example/a">https://x.example/a</a>', 'https://x.example/a'],
    ['entities', '&lt;b&gt; &amp; &quot;c&quot; &#228; &#x1F600; &nbsp;d &unknown;', '<b> & "c" ä 😀  d &unknown;'],
    ['nothing of scripts and styles', '<style>p{}</style><script>alert(1)</script><p>x</p>', 'x'],
    ['comments', '<!-- a --><p>x</p>', 'x'],
    ['no more than one empty line', '<p>a</p><p></p><p></p><p></p><p>b</p>', 'a\n\nb'],
    ['a number that is no character is nothing', 'a&#0;&#x110000;&#xD800;<br>b', 'a\nb'],
  ])('EVT1 %s', (_, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test('EVT1 text that could be taken for HTML comes back as it was', () => {
    for (const text of ['a <b> c', 'x &amp; y', '1 < 2', 'plain', '</script>', '&lt;']) expect(htmlToText(textToHtml(text))).toBe(text);
  });
});
