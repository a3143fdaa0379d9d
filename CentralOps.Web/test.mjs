// Tests of the browser modules: bundles CentralOps.Tests/Scripts/*.test.mjs with what they import and runs them with node's own runner.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tests = fileURLToPath(new URL('../CentralOps.Tests/Scripts', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'centralops-scripts-'));
try {
  await build({
    entryPoints: readdirSync(tests).filter(file => file.endsWith('.test.mjs')).map(file => join(tests, file)),
    outdir: out, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'es2022', logLevel: 'warning',
  });
  const run = spawnSync(process.execPath, ['--test', ...readdirSync(out).map(file => join(out, file))], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
