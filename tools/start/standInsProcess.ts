/** The child of `standIns.ts`: starts the sandbox, tells where it is, and ends when its parent says so or goes. */
import { startSandbox } from '../../sandbox/server';
import type { StandInOptions } from './standIns';

const options = JSON.parse(process.argv[2] ?? '{}') as StandInOptions;
const tell = (message: unknown): void => void process.send?.(message);

// A parent that goes while the company is still being made: nobody is left to say when to end.
const alone = (): void => process.exit(0);
process.on('disconnect', alone);
// Ctrl-C reaches the whole group: the parent says when.
process.on('SIGINT', () => {});

try {
  const sandbox = await startSandbox(options);
  const end = (): void => void sandbox.close().then(() => process.exit(0));
  process.on('message', (message) => message === 'end' && end());
  process.off('disconnect', alone);
  process.on('disconnect', end);
  tell({ ready: { urls: sandbox.urls, graphCa: sandbox.graphCa } });
} catch (error) {
  const { code, port, message } = error as NodeJS.ErrnoException & { readonly port?: number };
  tell({ failed: message, ...(code === 'EADDRINUSE' ? { port } : {}) });
  process.exit(1);
}
