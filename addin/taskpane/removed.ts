/** SEC5: the admin has taken the rep's assignment away, so that nothing of the rep may stay on this device. */
import { signal } from '@preact/signals';
import type { Connected } from './connect';

/** Why this device is empty, to be said in the pane. */
export const emptied = signal<'assignment removed' | 'disconnected' | ''>('');

export async function assignmentRemoved({ ledger, device }: Pick<Connected, 'ledger' | 'device'>): Promise<void> {
  const { connection, firstSyncConfirmed } = await ledger.meta();
  if (connection?.kind !== 'not set up' || connection.cause !== 'no configuration' || !firstSyncConfirmed) return;
  await device.disconnect();
  emptied.value = 'assignment removed';
}
