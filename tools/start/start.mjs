/** `npm start`, first of all: says in one sentence when this Node is too old. Plain JavaScript, so that an old Node can read it. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Instep needs Node 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org and try again.\n`,
  );
  process.exitCode = 1;
} else {
  import('tsx/esm/api').then(
    ({ register }) => {
      register();
      return import('./main.ts');
    },
    () => {
      process.stderr.write('The packages are missing. Run `npm ci` first, then `npm start`.\n');
      process.exitCode = 1;
    },
  );
}
