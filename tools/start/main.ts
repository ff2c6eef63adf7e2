/** `npm start`: reads the command line and does the one job or opens the demo. */
import { Misuse, readOptions } from './options';

try {
  const options = readOptions(process.argv.slice(2));
  if (options.once) {
    const { runOnce } = await import('./once');
    const summary = await runOnce(options);
    process.stdout.write(`${options.json ? JSON.stringify(summary) : JSON.stringify(summary, null, 2)}\n`);
    if (!summary.atRest) process.exitCode = 1;
  } else {
    const { serve } = await import('./serve');
    await serve(options);
  }
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error instanceof Misuse ? error.message : `Instep could not start: ${error.message}`}\n`);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
