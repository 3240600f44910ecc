// What a web developer would take to read an export: fflate and PapaParse, plain objects.
import { unzipSync } from 'fflate';
import Papa from 'papaparse';

const WANTED = new Set(['Connections.csv', 'Invitations.csv']);

/** The rows of both tables of an archive, each an object by the names of the columns. */
export function read(archive) {
  const files = unzipSync(archive, { filter: ({ name }) => WANTED.has(name) });
  const texts = new TextDecoder();
  const rows = (name, skipFirstNLines) => {
    const text = texts.decode(files[name]);
    return Papa.parse(text, { header: true, skipEmptyLines: true, skipFirstNLines }).data;
  };
  // LinkedIn's notes stand above the first.
  return { connections: rows('Connections.csv', 3), invitations: rows('Invitations.csv', 0) };
}
