/** The floor in a process of its own: `node --expose-gc --import tsx bench/floorRun.ts CONTACTS EVENTS`. */
import { floorPass, textPagesOf } from './floor';
import { measured } from './meter';
import { pagesOf } from './pages';

const [contacts = 10_000, events = 5000] = process.argv.slice(2).map(Number);
const pages = textPagesOf(pagesOf(contacts, events));
process.stdout.write(`${JSON.stringify({ phase: 'initial', ...(await measured(async () => ({ links: floorPass(pages) }))) })}\n`);
