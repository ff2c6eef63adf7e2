/**
 * Lets Salesforce's own library read and convert the control plane, without an org. Optional, and not part of `npm test`:
 * the library needs a newer Node than we do. How to run it: docs/deploy-salesforce.md.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(join(process.cwd(), 'package.json')));
const { ComponentSet, MetadataConverter } = require('@salesforce/source-deploy-retrieve');

const source = fileURLToPath(new URL('../../manifests/salesforce/force-app', import.meta.url));
const components = ComponentSet.fromSource(source);
const out = await mkdtemp(join(tmpdir(), 'instep-salesforce-'));
await new MetadataConverter().convert(components, 'metadata', { type: 'directory', outputDirectory: out, genUniqueDir: false });
await rm(out, { recursive: true });

const counts = {};
for (const { type } of components.getSourceComponents()) counts[type.name] = (counts[type.name] ?? 0) + 1;
console.log('Salesforce reads:', counts);
