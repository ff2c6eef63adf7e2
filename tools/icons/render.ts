/** At build: the drawing of our mark becomes the pictures that browsers and Outlook ask for. No picture is kept in the repository. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const logo = new URL('../../manifests/logo.svg', import.meta.url);
/** The tone `ask` as a dot at the end corner: something needs the rep (DESIGN section 6). */
const dot = '<circle cx="25" cy="25" r="6.5" fill="#f2bd5c" stroke="#ffffff" stroke-width="2"/>';

let ready: Promise<void> | null = null;
const prepare = () => {
  ready ??= readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')).then(async (wasm) => {
    // A second configuration in the same process is another copy of this module, with the one renderer.
    await initWasm(wasm).catch((error: unknown) => {
      if (!String(error).includes('Already initialized')) throw error;
    });
  });
  return ready;
};

/** A PNG of that many pixels a side. */
export async function renderIcon(size: number, sign: 'plain' | 'ask' = 'plain'): Promise<Uint8Array> {
  await prepare();
  const svg = await readFile(logo, 'utf8');
  const drawn = sign === 'ask' ? svg.replace('</svg>', `${dot}</svg>`) : svg;
  return new Resvg(drawn, { fitTo: { mode: 'width', value: size } }).render().asPng();
}
