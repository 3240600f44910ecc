// Drives the benchmark in a headless browser and prints what it measured as a Markdown
// table. `cargo xtask bench` builds what is measured, serves it, and calls this with:
// the address, the folder that is served there, the folder of the end-to-end tests, whose
// packages are used, the address of the real page, its folder, and the parts to measure.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { bundle } from './beside.mjs';
import {
  costs, focusOnRemove, openBeside, openConnections, removing, scrolling, typing,
} from './list.mjs';
import { inbox, openInbox } from './mailbox.mjs';
import { importing, reading } from './reading.mjs';
import { search } from './search.mjs';

const [address, folder, tests, realPage, dist, ...wanted] = process.argv.slice(2);
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
// Each ten times the one before.
const GROWING = [1_000, 10_000, 100_000];
// After so many acts the page is opened anew, as it is on another day.
const ACTS_A_DAY = 500;
const ROUNDS = 15;
const COLD_ROUNDS = 5;
// The clock of a browser is coarse, so that acts are timed by so many.
const ACTS = 50;
const ACT_ROUNDS = 30;
// Of keys in the inbox and in the list, and of the one that acts on all that wait there.
const KEY_ROUNDS = 40;
// Of removals beside those of another list: most of each is the wait for a frame, which any moment
// between two may begin.
const REMOVALS = 200;
const WHOLE_ROUNDS = 7;
// Rounds before those that count, until the browser has compiled what is often called.
const WARM_UP = 10;
// Keys of a search, and letters in the search field of the real page.
const SEARCH_KEYS = 600;
const LETTERS = 120;
// Drops of an export on the real page, each on a first visit.
const IMPORTS = 3;
// How often each list is scrolled from top to bottom, and by how many rows at each frame: a
// window has some nine, so that all that is seen is another at each.
const SCROLLS = 3;
const ROWS_A_FRAME = 50;
// What a browser gives to one address, in UTF-16 units of keys and values, less a little.
const QUOTA = 5_240_000;
const MIB = 1024 * 1024;
const WINDOW = { locale: 'en-US', viewport: { width: 1440, height: 900 } };

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

/** The real page, or the one beside it, on a first visit: a storage of its own. */
async function visit() {
  const context = await browser.newContext(WINDOW);
  return context.newPage();
}

const made = new Map();
/** An export whose archive pages can fetch, with its sizes: made when it is first asked for. */
async function exportOf(connections, invitations, { isLater = false, waiting = 0 } = {}) {
  const sizes = [connections, invitations, waiting, isLater];
  const key = sizes.join('-');
  if (!made.has(key)) made.set(key, await alone((maker) => make(maker, key, sizes)));
  return made.get(key);
}

async function make(maker, key, sizes) {
  const [connections, invitations, waiting, isLater] = sizes;
  const text = (what) =>
    maker.evaluate(([what, ...sizes]) => module.make(what, ...sizes), [what, ...sizes]);
  const name = await maker.evaluate((isLater) => module.archive_name(isLater), isLater);
  const files = { 'Connections.csv': strToU8(await text('connections')) };
  const hasInvitations = invitations + waiting > 0;
  if (hasInvitations) files['Invitations.csv'] = strToU8(await text('invitations'));
  files['Profile.csv'] = strToU8('First Name,Last Name,Headline\nIda,Vik,Editor\n');
  files['Positions.csv'] = strToU8('Company Name,Title,Started On\nNordlan Group,Editor,Jan 2015\n');
  mkdirSync(path.join(folder, key));
  const file = path.join(folder, key, name);
  writeFileSync(file, zipSync(files));
  const rows = `${key}/rows.json`;
  writeFileSync(path.join(folder, rows), await text('rows'));
  const csv = files['Connections.csv'].length;
  return { name, file, served: `${key}/${name}`, rows, csv, connections, invitations };
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

/** What is measured, part by part. */
const parts = {};

parts.acts = async () => {
  const whole = await exportOf(FULL, INVITATIONS);
  const small = await exportOf(SMALL, INVITATIONS);
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
};

parts.opening = async () => {
  const plain = await exportOf(FULL, 0);
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
};

parts.memory = async () => {
  const whole = await exportOf(FULL, INVITATIONS);
  const later = await exportOf(FULL, INVITATIONS, { isLater: true });
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
};

parts.storage = async () => {
  const whole = await exportOf(FULL, INVITATIONS);
  const huge = await exportOf(HUGE, 0);
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
};

parts.guidelines = async () => {
  const full = await exportOf(FULL, 0, { waiting: WAITING });
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
};

parts.import = async () => {
  const whole = await exportOf(FULL, INVITATIONS);
  await alone(async (page) => {
    const took = await reading(page, whole, { rounds: ROUNDS, warmUp: 3 });
    const [own, beside] = [median(took.own), median(took.beside)];
    row(
      `Reading an export of ${count(FULL)} and ${count(INVITATIONS)}, planned`, ms(own),
      `fflate, PapaParse, objects: ${ms(beside)}`, times(own / beside), ROUNDS, '≤ 0.5×',
      [own / beside, 0.5],
    );
  });
  const all = [];
  for (let round = 0; round < IMPORTS; round++) {
    const page = await visit();
    all.push(await importing(page, realPage, whole.file, 'Inbox'));
    await page.context().close();
  }
  const taskRow = (name, which) => {
    const whole = median(all.map((it) => it[which].took));
    const longest = Math.max(...all.map((it) => it[which].longest));
    row(
      `${name}, the longest task`, longest > 0 ? ms(longest) : '≤ 50 ms', `in all: ${ms(whole)}`, '',
      IMPORTS, '≤ 50 ms', [longest, 50],
    );
  };
  taskRow('The same dropped on the page, until its report', 'dropped');
  taskRow('The same imported, until it is in the lists', 'imported');
};

parts.search = async () => {
  const plain = await exportOf(FULL, 0);
  await alone(async (page) => {
    await bringIn(page, plain);
    const { times: took, missed } = await search(page, SEARCH_KEYS, WARM_UP);
    const own = median(took.own);
    const late = quantile(took.own, 0.95);
    const beside = (name, values, missed, goals) => {
      const notFound = missed ? `, ${missed} not found` : '';
      row(
        `A key of a search of ${count(FULL)}`, ms(own), `${name}: ${ms(median(values))}${notFound}`,
        times(own / median(values)), values.length, ...goals(median(values)),
      );
      return [name, quantile(values, 0.95)];
    };
    const others = [
      beside('uFuzzy', took.fuzzy, missed.fuzzy, (other) => ['≤ 1×', [own, other]]),
      beside('MiniSearch', took.mini, missed.mini, () => ['']),
    ];
    row(
      'The same, 95 % of keys', ms(late), others.map(([name, it]) => `${name}: ${ms(it)}`).join(', '),
      '', took.own.length, '< 10 ms', [late, 10],
    );
  });
  const page = await visit();
  await openConnections(page, realPage, plain.file);
  const painted = await typing(page, { rounds: LETTERS, warmUp: WARM_UP });
  const values = painted.map((it) => it.took);
  const first = painted.filter((it) => it.frames === 1).length;
  row(
    'A letter in the search field, until what is found is painted', ms(median(values)),
    `95 %: ${ms(quantile(values, 0.95))}; in the first frame: ${first} of ${values.length}`, '',
    values.length, '≤ 16.7 ms', [median(values), 16.7],
  );
  await page.context().close();
};

parts.list = async () => {
  const plain = await exportOf(FULL, 0);
  const [own, beside, little] = [await visit(), await visit(), await visit()];
  await openConnections(own, realPage, plain.file);
  await openConnections(little, realPage, (await exportOf(SMALL, 0)).file);
  await openBeside(beside, address, plain.rows);

  const pages = [{ page: own, kept: true }, { page: beside, kept: false }];
  const [removed, other] = await removing(pages, { rounds: REMOVALS, warmUp: WARM_UP });
  row(
    `Remove one of ${count(FULL)}, until it is painted and kept`, ms(median(removed)),
    `React, TanStack, not kept: ${ms(median(other))}`, times(median(removed) / median(other)),
    removed.length, '≤ 1×', [median(removed), median(other)],
  );
  row(
    'The same, 95 %', ms(quantile(removed, 0.95)), `React: ${ms(quantile(other, 0.95))}`, '',
    removed.length, '',
  );

  const scrolled = { own: [], beside: [] };
  for (let round = 0; round < SCROLLS; round++) {
    const order = round % 2 ? ['own', 'beside'] : ['beside', 'own'];
    for (const which of order) {
      const page = which === 'own' ? own : beside;
      scrolled[which].push(await scrolling(page, ROWS_A_FRAME));
    }
  }
  const frames = (which) => scrolled[which].flatMap((it) => it.times);
  const bare = (which) => scrolled[which].reduce((sum, it) => sum + it.bare, 0);
  const late = quantile(frames('own'), 0.95);
  row(
    `Scrolling through ${count(FULL)}, ${ROWS_A_FRAME} rows a frame, 95 % of frames`, ms(late),
    `React, TanStack: ${ms(quantile(frames('beside'), 0.95))}`, '', frames('own').length,
    '≤ 33 ms', [late, 33],
  );
  row(
    'Of these, frames in which a part of the window was bare', count(bare('own')),
    `React, TanStack: ${count(bare('beside'))}`, '', frames('own').length, '0', [bare('own'), 0],
  );
  const most = Math.max(...scrolled.own.map((it) => it.most));
  // As there: the row with the focus stays.
  await focusOnRemove(little, 2);
  const few = (await scrolling(little, ROWS_A_FRAME)).most;
  row(
    `Rows in the document, of ${count(FULL)}`, count(most), `of ${count(SMALL)}: ${count(few)}`,
    '', SCROLLS, 'no more', [most, few],
  );
  for (const page of [own, beside, little]) await page.context().close();
};

parts.growth = async () => {
  const exports = [];
  for (const size of GROWING) exports.push(await exportOf(size, 0));
  /** A row of medians of the same, at sizes of which each is ten times the one before. */
  const growthRow = (name, values, rounds, goal, ...goals) => {
    const smaller = GROWING.slice(0, -1).map((size, at) => `at ${count(size)}: ${ms(values[at])}`);
    row(
      `${name}, ${count(GROWING.at(-1))} connections`, ms(values.at(-1)), smaller.join('; '),
      times(values.at(-1) / values[0]), rounds, goal, ...goals,
    );
  };
  const most = GROWING.at(-1) / GROWING[0];
  const linear = (values) => [values.at(-1) / values[0], most];

  const pages = [];
  for (const made of exports) {
    pages.push(await visit());
    await openConnections(pages.at(-1), realPage, made.file);
  }
  const cost = await costs(pages, { rounds: KEY_ROUNDS, warmUp: WARM_UP });
  const acts = cost.map((it) => median(it.act));
  const steps = cost.map((it) => median(it.scroll));
  growthRow('One removed', acts, KEY_ROUNDS, '< 1.3×', [acts.at(-1) / acts[0], 1.3]);
  growthRow('A window scrolled', steps, KEY_ROUNDS, '< 1.3×', [steps.at(-1) / steps[0], 1.3]);
  for (const page of pages) await page.context().close();

  const keys = [];
  const opened = [];
  for (const made of exports) {
    await alone(async (first, context) => {
      await bringIn(first, made);
      const { times: took } = await search(first, SEARCH_KEYS, SEARCH_KEYS, true);
      // On average: at the smallest size a key takes less than the clock can tell.
      keys.push(took.own.reduce((sum, it) => sum + it) / took.own.length);
      await first.close();
      opened.push(median((await opening(await page(context), made, ROUNDS)).open));
    });
  }
  growthRow('A key of a search, on average', keys, SEARCH_KEYS, `≤ ${most}×`, linear(keys));
  growthRow('Opening', opened, ROUNDS, `≤ ${most}×`, linear(opened));
};

parts.inbox = async () => {
  const full = await exportOf(FULL, 0, { waiting: WAITING });
  const page = await visit();
  await openInbox(page, realPage, full.file);
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
  await page.context().close();
};

for (const name of wanted) {
  if (!Object.hasOwn(parts, name)) throw new Error(`there is no part “${name}”`);
}
bundle(folder, dist);
for (const [name, measure] of Object.entries(parts)) {
  if (!wanted.includes(name)) continue;
  say(name);
  await measure();
}

const version = browser.version();
await browser.close();
const table = [
  ['What', 'Measured', 'Beside', 'Ratio', 'Rounds', 'Goal', 'Outcome'],
  ['---', '---:', '---:', '---:', '---:', '---', '---'],
  ...rows,
].map((cells) => `| ${cells.join(' | ')} |`);
console.log(`Chromium ${version}, headless, ${os.cpus().length} cores (${os.cpus()[0].model}).\n`);
console.log(table.join('\n'));
