/** `npm run sandbox`: the stand-ins on their fixed ports, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { startSandbox } from './server';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'company' },
    keep: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
});

try {
  const sandbox = await startSandbox({
    ports: { control: 4400, salesforce: 4401, graph: 4402, google: 4403 },
    seed: /^\d+$/.test(values.seed) ? Number(values.seed) : values.seed,
    log: !values.quiet,
    ...(values.keep === undefined ? {} : { keep: values.keep }),
  });
  for (const [place, url] of Object.entries(sandbox.urls)) console.log(`${place.padEnd(10)} ${url}`);
  const end = () => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
} catch (error) {
  const { code, port } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is in use: is another sandbox running?`);
  process.exitCode = 1;
}
