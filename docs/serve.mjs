// Shows docs/ as pages at http://localhost:5050. For reading while working; listens on this machine only.
import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';

const root = fileURLToPath(new URL('.', import.meta.url));
const port = Number(process.env.PORT ?? 5050);
const style = 'body{font:17px/1.6 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}'
  + 'code{font-size:.9em}table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border:1px solid #8886;padding:.3rem .6rem;text-align:left}';

const list = async (folder = '') => (await readdir(join(root, folder), { withFileTypes: true })).sort((a, b) => a.name.localeCompare(b.name));

const contents = async () => {
  const lines = ['# Orion\n'];
  for (const entry of await list()) {
    if (entry.name.endsWith('.md')) lines.push(`- [${entry.name}](/${entry.name})`);
    if (entry.isDirectory()) for (const file of await list(entry.name)) if (file.name.endsWith('.md')) lines.push(`- [${entry.name}/${file.name}](/${entry.name}/${file.name})`);
  }
  return lines.join('\n');
};

createServer(async (request, response) => {
  try {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://docs').pathname));
    if (path.includes('..')) throw new Error('outside');
    if (path.endsWith('.png')) return void response.setHeader('content-type', 'image/png').end(await readFile(join(root, path)));
    const text = path === '/' ? await contents() : await readFile(join(root, path), 'utf8');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Orion</title><style>${style}</style><p><a href="/">Contents</a></p>${marked.parse(text)}`);
  } catch {
    response.statusCode = 404;
    response.end('There is no such page.');
  }
}).listen(port, '127.0.0.1', () => console.log(`Orion's documents: http://localhost:${port}`));
