/** Outlook's theme as ours: light or dark, as its own background is. High contrast comes from the system by itself. */

export type ThemeChoice = 'system' | 'light' | 'dark';

/** sRGB, weighed as the eye does: enough to tell light from dark. */
export function isDark(hex: string): boolean {
  const value = Number.parseInt(hex.replace('#', '').slice(0, 6), 16);
  if (Number.isNaN(value)) return false;
  return 0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255) < 128;
}

export function followTheme(choice: () => ThemeChoice): () => void {
  const apply = (background: string | undefined): void => {
    const chosen = choice();
    const root = document.documentElement;
    if (chosen !== 'system') root.dataset.theme = chosen;
    else if (background) root.dataset.theme = isDark(background) ? 'dark' : 'light';
    else delete root.dataset.theme;
  };
  let background = Office.context.officeTheme?.bodyBackgroundColor;
  apply(background);
  if (Office.context.requirements.isSetSupported('Mailbox', '1.14'))
    Office.context.mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, (event: { officeTheme?: Office.OfficeTheme }) => {
      background = event.officeTheme?.bodyBackgroundColor ?? background;
      apply(background);
    });
  return () => apply(background);
}
