// Makes src/Orion/Framework/Auth/common-passwords.bin: the 100,000 commonest passwords that are long enough to be taken at all,
// as the sorted first six bytes of the SHA-256 of each in lower case. See README.md for the list and its licence.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const [source, target] = process.argv.slice(2);
const shortest = 8, wanted = 100_000, width = 6;

const known = new Set();
for (const line of readFileSync(source, 'utf8').split(/\r?\n/)) {
  const password = line.normalize('NFC').toLowerCase();
  if ([...password].length < shortest) continue;
  known.add(createHash('sha256').update(password).digest('hex').slice(0, 2 * width));
  if (known.size === wanted) break;
}
if (known.size < wanted) throw new Error(`The list holds only ${known.size} that are long enough.`);
writeFileSync(target, Buffer.from([...known].sort().join(''), 'hex'));
