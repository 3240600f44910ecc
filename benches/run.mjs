// Drives the benchmark in a headless browser and prints what it measured as a Markdown
// table. `cargo xtask bench` builds what is measured, serves it, and calls this with:
// the address, the folder that is served there, the folder of the end-to-end tests, whose
// packages are used, and the address of the real page.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { inbox, openInbox } from './mailbox.mjs';

const [address, folder, tests, realPage] = process.argv.slice(2);
const require = createRequire(path.join(tests, 'package.json'));
const { chromium } = require('@playwright/test');
const { strToU8, zipSync } = require('fflate');

// The sizes that are measured.
const FULL = 30_000;
const SMALL = 300;
const HUGE = 100_000;
const INVITATIONS = 2_000;
const WAITING = 2_000;
const HISTORY = 20_000;
// After so many acts the page is opened anew, as it is on another day.
const ACTS_A_DAY = 500;
const ROUNDS = 15;
const COLD_ROUNDS = 5;
// The clock of a browser is coarse, so that acts are timed by so many.
const ACTS = 50;
const ACT_ROUNDS = 30;
// Of keys in the inbox, and of the one that acts on all that wait there.
const KEY_ROUNDS = 40;
const WHOLE_ROUNDS = 7;
// Rounds before those that count, until the browser has compiled what is often called.
const WARM_UP = 10;
// What a browser gives to one address, in UTF-16 units of keys and values, less a little.
const QUOTA = 5_240_000;
const MIB = 1024 * 1024;

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
/** What so large a part of the values is not above. */
const quantile = (values, part) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1];
};
const say = (text) => console.error(`  ${text}`);

// Root has no sandbox for Chromium to work in.
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: [...sandbox, '--disable-gpu', '--disable-background-networking', '--js-flags=--expose-gc'],
});

/** A page with the module on it; of one context, all pages share one storage. */
async function page(context) {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(async () => {
    const module = await import('./bench.js');
    const { memory } = await module.default();
    Object.assign(window, { module, memory, bench: undefined });
  });
  return page;
}

/** Runs `work` on one page of a storage of its own. */
async function alone(work) {
  const context = await browser.newContext();
  const result = await work(await page(context), context);
  await context.close();
  return result;
}

/** Makes an export, puts its archive where pages can fetch it, and tells its sizes. */
async function make(maker, connections, invitations, isLater = false, waiting = 0) {
  const text = (what) =>
    maker.evaluate(([what, ...how]) => module.make(what, ...how), [
      what, connections, invitations, waiting, isLater,
    ]);
  const name = await maker.evaluate((isLater) => module.archive_name(isLater), isLater);
  const files = { 'Connections.csv': strToU8(await text('connections')) };
  const hasInvitations = invitations + waiting > 0;
  if (hasInvitations) files['Invitations.csv'] = strToU8(await text('invitations'));
  files['Profile.csv'] = strToU8('First Name,Last Name,Headline\nIda,Vik,Editor\n');
  files['Positions.csv'] = strToU8('Company Name,Title,Started On\nNordlan Group,Editor,Jan 2015\n');
  const served = `${connections}-${invitations}-${waiting}-${name}`;
  writeFileSync(path.join(folder, served), zipSync(files));
  const rows = served.replace('.zip', '.json');
  writeFileSync(path.join(folder, rows), await text('rows'));
  return { name, served, rows, csv: files['Connections.csv'].length };
}

/** Opens what the page's storage holds, and imports into it. */
async function bringIn(page, made) {
  return page.evaluate(async ({ name, served }) => {
    const bytes = new Uint8Array(await (await fetch(served)).arrayBuffer());
    bench ??= module.Bench.open();
    const start = performance.now();
    await bench.import(name, bytes);
    return performance.now() - start;
  }, made);
}

/** Times each kind of act, by turns on the large network and on the small one. */
async function acts(large, small, kinds) {
  const run = (page, { verb, how }) =>
    page.evaluate(([how, verb, count]) => bench[how](verb, count) / count, [how, verb, ACTS]);
  const times = kinds.map(() => ({ large: [], small: [] }));
  for (let round = -WARM_UP; round < ACT_ROUNDS; round++) {
    for (const [index, kind] of kinds.entries()) {
      const took = {};
      // What runs first meets what the browser still has to do for the other.
      const order = round % 2 ? ['large', 'small'] : ['small', 'large'];
      for (const which of order) {
        took[which] = await run(which === 'large' ? large : small, kind);
      }
      if (round < 0) continue;
      times[index].large.push(took.large);
      times[index].small.push(took.small);
    }
  }
  return times.map(({ large, small }) => ({ full: median(large), little: median(small) }));
}

/** Times, by turns, opening what is kept and parsing the same rows, each in a clean state. */
const opening = (page, made, rounds) =>
  page.evaluate(async ([rows, rounds]) => {
    // As the browser itself would write it, and one flat text.
    const text = JSON.stringify(JSON.parse(await (await fetch(rows)).text()));
    const times = { open: [], parse: [], live: [] };
    for (let round = 0; round < rounds; round++) {
      gc();
      const before = module.live_bytes();
      let start = performance.now();
      const opened = module.Bench.open();
      times.open.push(performance.now() - start);
      times.live.push(module.live_bytes() - before);
      opened.free();
      gc();
      start = performance.now();
      const parsed = JSON.parse(text);
      times.parse.push(performance.now() - start);
      if (parsed.length === 0) throw new Error('there are no rows');
    }
    return times;
  }, [made.rows, rounds]);

const rows = [];
/** `goals`: what is reached where the first number is not above the second. */
function row(name, measured, beside, ratio, rounds, goal, ...goals) {
  const isMet = goals.every(([reached, bound]) => reached <= bound);
  const outcome = goals.length === 0 ? '' : isMet ? 'met' : '**missed**';
  rows.push([name, measured, beside, ratio, rounds, goal, outcome]);
}
/** A row of times, with what nineteen in twenty are not above. */
function keyRow(name, values, goal, ...goals) {
  const most = `95 %: ${ms(quantile(values, 0.95))}`;
  row(name, ms(median(values)), most, '', values.length, goal, ...goals);
}
const number = (value, digits) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const ms = (value) => `${number(value, value < 10 ? 3 : 1)} ms`;
const mib = (value) => `${number(value / MIB, 1)} MiB`;
const times = (value) => `${number(value, 2)}×`;
const share = (units) => `${number((units / QUOTA) * 100, 1)} %`;
const count = (value) => number(value, 0);

say('making exports');
const [plain, whole, later, small, huge, full] = await alone(async (maker) => {
  return [
    await make(maker, FULL, 0),
    await make(maker, FULL, INVITATIONS),
    await make(maker, FULL, INVITATIONS, true),
    await make(maker, SMALL, INVITATIONS),
    await make(maker, HUGE, 0),
    await make(maker, FULL, 0, false, WAITING),
  ];
});

say('acts');
await alone(async (large) => {
  await alone(async (little) => {
    await bringIn(large, whole);
    await bringIn(little, small);
    const kinds = ['remove', 'ignore'].flatMap((verb) =>
      ['keep', 'act'].map((how) => ({ verb, how })),
    );
    const measured = await acts(large, little, kinds);
    for (const [index, { verb, how }] of kinds.entries()) {
      const { full, little } = measured[index];
      const part = how === 'keep' ? 'keep alone' : 'decide, keep, record';
      row(
        `${verb === 'remove' ? 'Remove' : 'Ignore'} one at ${count(FULL)} connections, ${part}`,
        ms(full), `at ${count(SMALL)}: ${ms(little)}`, times(full / little),
        `${ACT_ROUNDS} of ${ACTS}`, '≤ 1 ms, ≤ 1.5×', [full, 1], [full / little, 1.5],
      );
    }
  });
});

say('opening');
await alone(async (first, context) => {
  await bringIn(first, plain);
  await first.close();
  const cold = { open: [], parse: [] };
  for (let round = 0; round < COLD_ROUNDS; round++) {
    const fresh = await page(context);
    const once = await opening(fresh, plain, 1);
    cold.open.push(once.open[0]);
    cold.parse.push(once.parse[0]);
    await fresh.close();
  }
  const warm = await opening(await page(context), plain, ROUNDS);
  const [open, parse] = [median(warm.open), median(warm.parse)];
  row(
    `Opening ${count(FULL)} connections`, ms(open), `JSON.parse: ${ms(parse)}`,
    times(open / parse), ROUNDS, '≤ 150 ms, ≤ 1.5×', [open, 150], [open / parse, 1.5],
  );
  const [coldOpen, coldParse] = [median(cold.open), median(cold.parse)];
  row(
    'The first opening of a page', ms(coldOpen), `JSON.parse: ${ms(coldParse)}`,
    times(coldOpen / coldParse), COLD_ROUNDS, '',
  );
  const live = median(warm.live);
  row(
    'What is opened, in memory', mib(live), `Connections.csv: ${mib(plain.csv)}`,
    times(live / plain.csv), ROUNDS, '≤ 3×', [live / plain.csv, 3],
  );
});

say('memory');
await alone(async (page) => {
  const took = await bringIn(page, whole);
  const size = () => page.evaluate(() => memory.buffer.byteLength);
  const once = await size();
  await bringIn(page, later);
  const twice = await size();
  row(
    'Memory of the module after two imports', mib(twice), `after one: ${mib(once)}`,
    '', 1, '≤ 64 MiB', [twice, 64 * MIB],
  );
  row(`Importing ${count(FULL)} connections`, ms(took), '', '', 1, '');
});

say('storage');
await alone(async (first, context) => {
  await bringIn(first, whole);
  const units = () => first.evaluate(() => module.units());
  const before = await units();
  let full = '';
  for (let done = 0; done < HISTORY && !full; done += ACTS_A_DAY) {
    full = await first.evaluate(([count, seed]) => {
      bench.free();
      bench = module.Bench.open();
      try {
        bench.live(count, seed);
      } catch (error) {
        if (!String(error).includes('full')) throw error;
        return String(error);
      }
    }, [ACTS_A_DAY, done + 1]) ?? '';
  }
  const facts = await first.evaluate(() => bench.counts()[2] - 1);
  if (!full && facts !== HISTORY) throw new Error(`there are ${facts} facts`);
  const taken = full ? Infinity : await units();
  row(
    `Storage for these, ${count(INVITATIONS)} invitations and ${count(HISTORY)} acts`,
    full ? `full after ${count(facts)} acts` : share(taken), `before the acts: ${share(before)}`,
    '', 1, '≤ 25 %', [taken / QUOTA, 0.25],
  );
  await first.close();
  const again = await opening(await page(context), whole, COLD_ROUNDS);
  const open = median(again.open);
  row(`Opening these (${count(facts)} acts)`, ms(open), '', '', COLD_ROUNDS, '');
});
await alone(async (page) => {
  const kept = await bringIn(page, huge).then(
    () => page.evaluate(() => module.units()),
    (error) => (String(error).includes('full') ? Infinity : Promise.reject(error)),
  );
  row(
    `Storage for ${count(HUGE)} connections`, kept === Infinity ? 'full' : share(kept), '', '', 1,
    'they fit', [kept, QUOTA],
  );
});

say('guidelines');
await alone(async (page) => {
  await bringIn(page, full);
  const judged = await page.evaluate(([rounds, warmUp, waiting]) => {
    bench.guide();
    const times = { plain: [], reasons: [], change: [] };
    for (let round = -warmUp; round < rounds; round++) {
      const plain = bench.judge(false);
      const reasons = bench.judge(true);
      // Of strangers an export tells no position: whether they fit can never be told.
      const verdicts = [...plain.slice(1)];
      const all = verdicts.reduce((sum, it) => sum + it);
      if (verdicts.filter((it) => it > 0).length < 2 || all !== waiting) {
        throw new Error(`the guidelines tell nobody apart: ${verdicts}`);
      }
      const [took, outside] = bench.change(round + warmUp);
      if (outside === 0) throw new Error('nobody would be outside');
      if (round < 0) continue;
      times.plain.push(plain[0]);
      times.reasons.push(reasons[0]);
      times.change.push(took);
    }
    return times;
  }, [KEY_ROUNDS, WARM_UP, WAITING]);
  const [plain, reasons] = [median(judged.plain), median(judged.reasons)];
  keyRow(`Judging ${count(WAITING)} by ten conditions`, judged.plain, '< 20 ms', [plain, 20]);
  keyRow('The same, with reasons', judged.reasons, '< 20 ms', [reasons, 20]);
  keyRow(`What a change of these changes, at ${count(FULL)} connections`, judged.change, '');
});

say('inbox');
await (async () => {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await openInbox(page, realPage, {
    name: full.name, mimeType: 'application/zip', buffer: readFileSync(path.join(folder, full.served)),
  });
  const counts = { rounds: KEY_ROUNDS, warmUp: WARM_UP, wholeRounds: WHOLE_ROUNDS };
  const times = await inbox(page, WAITING, counts);
  const key = (name, values) =>
    keyRow(
      name, values, '≤ 16.7 ms, 95 % ≤ 50 ms',
      [median(values), 16.7], [quantile(values, 0.95), 50],
    );
  const where = `${count(WAITING)} in the inbox`;
  key(`A letter searched for, ${where}`, times.letter);
  key('A filter, on or off', times.chip);
  key('All chosen, or none', times.all);
  key('One ignored', times.one);
  keyRow(`All ${count(WAITING)} ignored at once`, times.whole, '< 200 ms', [median(times.whole), 200]);
  keyRow('That taken back', times.back, '');
  await context.close();
})();

const version = browser.version();
await browser.close();
const table = [
  ['What', 'Measured', 'Beside', 'Ratio', 'Rounds', 'Goal', 'Outcome'],
  ['---', '---:', '---:', '---:', '---:', '---', '---'],
  ...rows,
].map((cells) => `| ${cells.join(' | ')} |`);
console.log(`Chromium ${version}, headless, ${os.cpus().length} cores (${os.cpus()[0].model}).\n`);
console.log(table.join('\n'));
