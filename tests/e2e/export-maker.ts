// Makes an export as LinkedIn sends it today, of any size, always the same for one seed.
import { strToU8, zipSync } from 'fflate';

export type Person = {
  first: string;
  last: string;
  url: string;
  company: string;
  position: string;
  connectedOn: string;
};
export type Invitation = {
  name: string;
  url: string;
  incoming: boolean;
  accepted: boolean;
  message: string;
  sentAt: string;
};
export type Made = {
  zip: Buffer;
  connectionsCsv: string;
  invitationsCsv: string;
  people: Person[];
  invitations: Invitation[];
  hidden: number;
};

const FIRST = ['Mira', 'Zoë', 'Tomas', 'Ama', 'Łukasz', 'Inês', 'Noor', 'Kofi', 'Greta', 'Þóra'];
const LAST = ['Halvorsen', 'Brandt, PhD', "O'Neill", 'Owusu', 'Wróna', 'van Dijk', 'Asante', 'Šimić'];
const COMPANY = ['Fjordline Analytics, Inc.', 'Woodgrove', '"Quoted" & Sons', 'Tidewater Press', ''];
const POSITION = ['Head of Data', '"Chief" of Staff', 'Editor', 'Grid Planner; Nights', ''];
const MESSAGE = ['', 'Hi, we met at NDC.', 'Two\nlines, and "quotes"', '<b>bold</b> 👋', 'مرحبا'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Numbers from 0 to below 1, the same for each seed (mulberry32). */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const row = (cells: string[]) => cells.map(cell).join(',');

/** A file of connections as LinkedIn writes it today, of these people. */
export function connectionsOf(people: Person[], hidden = 0): string {
  return [
    'Notes:',
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email addresses for connections who have allowed it, see https://www.linkedin.com/psettings/privacy/email."',
    '',
    'First Name,Last Name,URL,Email Address,Company,Position,Connected On',
    ...people.map((it) =>
      row([it.first, it.last, it.url, '', it.company, it.position, it.connectedOn]),
    ),
    ...Array.from({ length: hidden }, () => ',,,,,,21 Feb 2024'),
  ].join('\n');
}

export function makeExport({ seed = 1, connections = 500, invitations = 60 } = {}): Made {
  const next = random(seed);
  const pick = <T>(from: T[]): T => from[Math.floor(next() * from.length)];
  const people: Person[] = Array.from({ length: connections }, (_, index) => ({
    first: pick(FIRST),
    last: `${pick(LAST)} ${index}`,
    url: `https://www.linkedin.com/in/member-${seed}-${index}`,
    company: pick(COMPANY),
    position: pick(POSITION),
    connectedOn: `${String(1 + Math.floor(next() * 28)).padStart(2, '0')} ${pick(MONTHS)} ${
      2010 + Math.floor(next() * 15)
    }`,
  }));
  const hidden = 4;
  const connectionsCsv = connectionsOf(people, hidden);

  const made: Invitation[] = Array.from({ length: invitations }, (_, index) => {
    const known = index % 5 === 0 ? people[index] : undefined;
    const hour = 1 + Math.floor(next() * 12);
    const minute = String(Math.floor(next() * 60)).padStart(2, '0');
    const date = `${1 + Math.floor(next() * 12)}/${1 + Math.floor(next() * 28)}/2${Math.floor(next() * 5)}`;
    return {
      name: known ? `${known.first} ${known.last}` : `${pick(FIRST)} Guest ${index}`,
      url: known?.url ?? `https://www.linkedin.com/in/guest-${seed}-${index}`,
      incoming: index % 3 !== 0,
      accepted: known !== undefined,
      message: pick(MESSAGE),
      // A narrow no-break space before AM and PM, as some files have it.
      sentAt: `${date}, ${hour}:${minute}${index % 2 ? '\u202f' : ' '}${pick(['AM', 'PM'])}`,
    };
  });
  const own = ['Ida Vik', 'https://www.linkedin.com/in/ida-vik'];
  const invitationsCsv = [
    'From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl',
    ...made.map((it) =>
      it.incoming
        ? row([it.name, own[0], it.sentAt, it.message, 'INCOMING', it.url, own[1]])
        : row([own[0], it.name, it.sentAt, it.message, 'OUTGOING', own[1], it.url]),
    ),
  ].join('\n');

  const zip = zipSync({
    'Connections.csv': strToU8(connectionsCsv),
    'Invitations.csv': strToU8(invitationsCsv),
    'Profile.csv': strToU8('First Name,Last Name,Headline\nIda,Vik,Editor\n'),
    'Contacts.csv': strToU8('Source,FirstName,LastName,Companies,Title,Emails\nx,Not,Me,,,\n'),
    'Jobs/Job Applications.csv': strToU8('Application Date,Company Name\n'),
  });
  return {
    zip: Buffer.from(zip),
    connectionsCsv,
    invitationsCsv,
    people,
    invitations: made,
    hidden,
  };
}
