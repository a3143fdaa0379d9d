// Every Scripts/**/*.ts becomes one ES module of the same path under wwwroot/js, with what it imports inside.
// Files whose name starts with "_" are only imported by others.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const entries = readdirSync(join(root, 'Scripts'), { recursive: true })
  .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts') && !basename(file).startsWith('_'))
  .map(file => join('Scripts', file));

rmSync(join(root, 'wwwroot/js'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: entries,
  outbase: 'Scripts',
  outdir: 'wwwroot/js',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
});
