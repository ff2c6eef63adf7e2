/** `npm start`, walked by a stranger: the tour by mouse and by keyboard alone, skipped and ended; own data. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRoots, walkByMouse } from '../../tools/walk/byMouse';
import { type Lab, openLab, openPage } from './demo.lab';
import { breakAndMend, editRecord, firstSync, keepOutAndBack, moveMeeting, resetRep } from './demoTour';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
}, 180_000);
afterAll(() => lab?.close());

const mails = async (): Promise<unknown> => (await fetch(`${lab.demo.url}/control/mails`)).json();

test('the tour by mouse, to its end, without an error in the console; nothing leaves the computer, no mail goes out (EVT6)', {
  timeout: 240_000,
}, async () => {
  const { page, wrong, close } = await openPage(lab, '', { first: openRoots });
  await walkByMouse(page);
  expect(wrong).toEqual([]);
  expect(await mails()).toEqual([]);
  await close();
});

test('the tour by keyboard alone, to its end, without an error in the console; no mail goes out (EVT6)', { timeout: 300_000 }, async () => {
  const { page, wrong, close } = await openPage(lab, '', { first: openRoots });
  await firstSync(page);
  await moveMeeting(page);
  await editRecord(page);
  await keepOutAndBack(page);
  await breakAndMend(page);
  await resetRep(page);
  expect(wrong).toEqual([]);
  expect(await mails()).toEqual([]);
  await close();
});

test('the tour can be skipped and ended', async () => {
  const { page, close } = await openPage(lab);
  for (let step = 1; step <= 6; step++) {
    await page.getByText(`Step ${step} of 6`).waitFor();
    await page.getByRole('button', { name: /Skip this step|Next step/ }).click();
  }
  await page.getByText('That was the tour.').waitFor();
  await page.getByRole('button', { name: 'Close the tour' }).click();
  await page.getByRole('button', { name: 'Take the tour' }).waitFor();
  await close();
});

test('own data: what would sync, what is kept out and why, what could not be read; nothing leaves the computer', {
  timeout: 120_000,
}, async () => {
  const { page, wrong, close } = await openPage(lab, '#data');
  await page.setInputFiles('input[type=file]', [
    {
      name: 'mine.vcf',
      mimeType: 'text/vcard',
      buffer: Buffer.from(
        'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Probe\r\nN:Probe;Ada;;;\r\nEMAIL:ada@probe.example\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Rival\r\nN:Rival;Ben;;;\r\nEMAIL:ben@rivalis.example\r\nEND:VCARD\r\n',
      ),
    },
  ]);
  await page.getByText('Read 2 contacts and no events.').or(page.getByText('Read 2 contacts and 0 events.')).waitFor();
  const preview = page.getByRole('region', { name: 'What would sync' });
  await preview.getByText('new in Salesforce').waitFor();
  await preview.getByRole('button', { name: 'Look at them' }).first().click();
  await preview.getByText('Rival').first().waitFor();
  await page.setInputFiles('input[type=file]', [{ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('') }]);
  await page.getByText('photo.png is neither .vcf nor .ics.').waitFor();
  expect(wrong).toEqual([]);
  await close();
});
