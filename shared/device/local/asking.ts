/** Does anything need the rep? Asked after every run for the sign on a toolbar, so it costs no walk over everything. */
import type { Engine } from '../../engine/engine';
import { Here } from './here';
import { needsYou } from './lists';

export async function asksForRep(engine: Engine): Promise<boolean> {
  const here = new Here(engine);
  const [{ kind }, { guard }] = await Promise.all([here.connection(), here.meta()]);
  if (kind === 'sign in' || kind === 'reconnect' || (guard !== null && !guard.approved)) return true;
  return (await needsYou(here)).length > 0;
}
