/** A calendar page of our own where Google's stands: chips that open one bubble, named as the original names them. */

export const calendarAddress = 'https://calendar.google.com/calendar/u/0/r/week';

export interface Chip {
  readonly id: string;
  readonly title: string;
}

const eventIdIn = (id: string, calendar: string): string => Buffer.from(`${id} ${calendar}`).toString('base64url');
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export const calendarPage = (calendar: string, chips: readonly Chip[]): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Calendar</title>
<style>
  body { margin: 0; font: 14px Roboto, Arial, sans-serif; background: #fff; }
  [data-eventchip] { position: absolute; width: 220px; padding: 4px; border-radius: 4px; background: #0b57d0; color: #fff; box-sizing: border-box; overflow: hidden; }
  #xDetDlg { position: fixed; inset-block-start: 60px; inset-inline-start: 420px; width: 400px; padding: 16px; background: #fff; box-shadow: 0 4px 16px #0004; }
</style></head>
<body>
<main role="main" style="position:relative;height:760px">
<h1 style="position:absolute;left:-9999px">Calendar</h1>
${chips
  .map(
    ({ id, title }, at) =>
      `<div data-eventchip data-eventid="${eventIdIn(id, calendar)}" role="button" tabindex="0" style="top:${20 + at * 60}px;left:20px;height:44px"><span>${escaped(title)}</span></div>`,
  )
  .join('\n')}
</main>
<div role="dialog" aria-label="Event" hidden><div id="xDetDlg"><div><span role="heading" aria-level="2"></span></div><p>When</p></div></div>
<script>
  const dialog = document.querySelector('[role="dialog"]');
  const bubble = document.querySelector('#xDetDlg');
  document.addEventListener('click', (event) => {
    const chip = event.target.closest('[data-eventchip]');
    if (!chip) return;
    bubble.querySelector('[role="heading"]').textContent = chip.textContent;
    bubble.setAttribute('data-eventid', chip.getAttribute('data-eventid'));
    dialog.hidden = false;
  });
</script>
</body></html>`;
