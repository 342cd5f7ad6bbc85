// Makes src/Orion/Framework/Regions/address-formats.json from the packages that README.md names: one line a country.
// node make.mjs METADATA FORMATS NAMES TARGET, the first three being the folders of the unpacked packages.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const [metadata, formats, names, target] = process.argv.slice(2).map(path => resolve(path));
const countries = JSON.parse(readFileSync(`${metadata}/data/all.json`, 'utf8'));
const territories = JSON.parse(readFileSync(`${names}/main/en/territories.json`, 'utf8')).main.en.localeDisplayNames.territories;

// The package gives its formats only through a function: what it would print for each field is the format.
const source = readFileSync(`${formats}/dist/index.cjs.js`, 'utf8');
const current = new Map([...source.matchAll(/\['([A-Z]{2})', \{ local: '([^']*)'(?:, latin: '([^']*)')?/g)].map(m => [m[1], [m[2], m[3]]]));
if (current.size < 150) throw new Error(`Only ${current.size} formats were found: has the package changed its shape?`);

// What the data has wrong or leaves out, each for a reason.
const corrections = {
  // A city is a field of its own in Japanese forms, and programs send it; the data has it in the street lines.
  JP: { format: '〒%Z%n%S%C%n%A%n%O%n%N', latin: '%N%n%O%n%A%n%C, %S%n%Z' },
  // Town and province without anything between them.
  MZ: { format: '%N%n%O%n%A%n%Z %C%n%S' },
  // An empty line.
  GS: { format: '%N%n%O%n%A%n%C%n%Z' }
};
// The words of the post there, where English has more than one.
const postcodes = new Set(['GB', 'GG', 'IM', 'JE', 'AU', 'NZ']);
// These write provinces by their names, though the data has codes.
const named = new Set(['ES']);
const fallback = { format: countries.ZZ.fmt, required: countries.ZZ.require };

const isLatin = text => !/\p{L}/u.test(text.replace(/\p{Script=Latin}/gu, ''));
const split = text => (text ? text.split('~') : []);

function regionsOf(code, data, format) {
  const keys = split(data.sub_keys), local = split(data.sub_names), latin = split(data.sub_lnames), iso = split(data.sub_isoids);
  if (!format.includes('%S')) return undefined;
  return keys.length === 0 ? undefined : keys.map((key, i) => {
    const names = [latin[i], local[i], key].filter(Boolean);
    const name = names.find(isLatin) ?? key;
    const own = [key, local[i]].find(n => n && !isLatin(n));
    const abbreviation = isLatin(key) && key !== name && (key.length <= 3 || key.endsWith('.') || key === key.toUpperCase()) && !named.has(code) ? key : undefined;
    return { code: iso[i] || (isLatin(key) ? key : name), name, own, abbreviation };
  });
}

const lines = Object.keys(countries).filter(code => /^[A-Z]{2}$/.test(code) && code !== 'ZZ').sort().map(code => {
  const data = countries[code];
  const [local, latin] = current.get(code) ?? [data.fmt ?? fallback.format, data.lfmt];
  const format = corrections[code]?.format ?? local;
  const name = territories[`${code}-alt-short`] && ['HK', 'MO', 'PS'].includes(code) ? territories[`${code}-alt-short`] : territories[code];
  if (!name) throw new Error(`${code} has no name.`);
  return JSON.stringify({
    code, name, format, latin: corrections[code]?.latin ?? (latin === local ? undefined : latin), required: data.require ?? fallback.required,
    postalCode: format.includes('%Z') ? data.zip : undefined, example: format.includes('%Z') ? split(data.zipex?.replaceAll(',', '~'))[0] : undefined,
    prefix: data.postprefix?.trim(),
    zipWord: postcodes.has(code) ? 'postcode' : data.zip_name_type, cityWord: data.locality_name_type, districtWord: data.sublocality_name_type,
    regionWord: data.state_name_type, regions: regionsOf(code, data, format)
  });
});
writeFileSync(target, `[\n${lines.join(',\n')}\n]\n`);
console.log(`${lines.length} countries`);
