// Bundles what is measured beside this program, as a web developer would for production.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const { buildSync } = createRequire(path.join(here, 'package.json'))('esbuild');

/** Puts it into the folder that is served: `search.js`, `reading.js`, and `list.html`, with the
 * style sheets of the real page. */
export function bundle(folder, dist) {
  buildSync({
    absWorkingDir: here,
    entryPoints: ['beside/search.js', 'beside/reading.js', 'beside/list.jsx'],
    outdir: path.join(folder, 'beside'),
    bundle: true,
    minify: true,
    format: 'esm',
    jsx: 'automatic',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const index = readFileSync(path.join(dist, 'index.html'), 'utf8');
  const sheets = [...index.matchAll(/<link[^>]*rel="stylesheet"[^>]*>/g)].map(([link]) => {
    const [, href] = link.match(/href="([^"]+)"/);
    return path.basename(href);
  });
  if (sheets.length === 0) throw new Error('the real page has no style sheets');
  for (const sheet of sheets) {
    copyFileSync(path.join(dist, sheet), path.join(folder, sheet));
  }
  const links = sheets.map((sheet) => `<link rel="stylesheet" href="${sheet}">`).join('\n');
  writeFileSync(
    path.join(folder, 'list.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Beside</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
${links}
<body><div id="root"></div><script type="module" src="beside/list.js"></script>`,
  );
}
