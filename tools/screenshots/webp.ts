/** Pictures small enough for a repository: Chromium turns its own screenshots into WebP, and several become one that moves. */
import type { Page } from 'playwright-core';

/** `page` is any page of the browser that may run scripts; nothing of it is changed. */
export async function toWebp(
  page: Page,
  png: Buffer,
  { width, quality = 0.82 }: { width?: number; quality?: number } = {},
): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([data, wished, goodness]) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const scale = wished === 0 ? 1 : wished / bitmap.width;
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(bitmap.width * scale);
      canvas.height = Math.round(bitmap.height * scale);
      const context = canvas.getContext('2d', { alpha: false });
      if (!context) throw new Error('This browser cannot draw.');
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/webp', goodness).replace(/^[^,]*,/, '');
    },
    [png.toString('base64'), width ?? 0, quality] as const,
  );
  return Buffer.from(base64, 'base64');
}

export interface Still {
  readonly webp: Buffer;
  readonly ms: number;
}

/**
 * One file of several stills of the same size, shown `times` times and then resting on the last.
 * https://developers.google.com/speed/webp/docs/riff_container#animation
 */
export function animated(stills: readonly Still[], times: number): Buffer {
  const first = stills[0];
  if (!first) throw new Error('An animation needs a picture.');
  const { width, height } = sizeOf(first.webp);
  const header = Buffer.alloc(10);
  header.writeUInt8(0x02, 0);
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  const loop = Buffer.alloc(6);
  loop.writeUInt32LE(0xff_ff_ff_ff, 0);
  loop.writeUInt16LE(times, 4);
  const body = Buffer.concat([chunk('VP8X', header), chunk('ANIM', loop), ...stills.map((still) => chunk('ANMF', frame(still)))]);
  return riff(body);
}

function frame({ webp, ms }: Still): Buffer {
  const { width, height } = sizeOf(webp);
  const head = Buffer.alloc(16);
  head.writeUIntLE(width - 1, 6, 3);
  head.writeUIntLE(height - 1, 9, 3);
  head.writeUIntLE(ms, 12, 3);
  // The next one covers it whole.
  head.writeUInt8(0x02, 15);
  return Buffer.concat([head, chunk('VP8 ', pictureIn(webp))]);
}

const chunk = (name: string, content: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from(name, 'latin1'), size, content, Buffer.alloc(content.length % 2)]);
};

function riff(body: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length + 4);
  return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), body]);
}

/** The lossy picture in a file that Chromium wrote. */
function pictureIn(webp: Buffer): Buffer {
  for (let at = 12; at + 8 <= webp.length; ) {
    const size = webp.readUInt32LE(at + 4);
    if (webp.toString('latin1', at, at + 4) === 'VP8 ') return webp.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  throw new Error('This is no lossy WebP.');
}

export function sizeOf(webp: Buffer): { readonly width: number; readonly height: number } {
  // RFC 6386, 9.1: three bytes of frame tag, three of start code, then the sizes with their scales.
  const picture = pictureIn(webp);
  return { width: picture.readUInt16LE(6) & 0x3fff, height: picture.readUInt16LE(8) & 0x3fff };
}
