/** The child process: stand-ins with one large mailbox, so that their cost is not the engine's. */
import { type LargeOrder, seedLarge } from '../sandbox/seed/large';
import { startSandbox } from '../sandbox/server';

const order = JSON.parse(process.argv[2] ?? '{}') as LargeOrder;
process.on('disconnect', () => process.exit(0));
const sandbox = await startSandbox({ seed: 'empty' });
await seedLarge(sandbox.world, sandbox.vendors, order);
process.on('message', () => void sandbox.close().then(() => process.exit(0)));
process.send?.({ urls: sandbox.urls, graphCa: sandbox.graphCa });
