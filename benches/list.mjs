// The list of connections in the real page, beside a list of React with TanStack Virtual that
// shows the same rows (`beside/list.jsx`) and keeps nothing.
import { press } from './press.mjs';

/** Imports by hand on a first visit, and opens the list on another. */
export async function openConnections(page, address, archive) {
  await page.goto(`${address}import`);
  await page.getByLabel('LinkedIn export', { exact: true }).setInputFiles(archive);
  const report = page.getByRole('region', { name: 'Import report' });
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
  await page.goto(`${address}connections`);
  await ready(page);
}

/** Opens the list of React with the rows of this file. */
export async function openBeside(page, address, rows) {
  await page.goto(`${address}list.html?rows=${encodeURIComponent(rows)}`);
  await ready(page);
}

/** Waits until the list is there, and for what it still does then. */
async function ready(page) {
  await page.locator('.rows-virtual > li').first().waitFor();
  await page.waitForTimeout(500);
}

const theCount = (page) =>
  page.evaluate(() =>
    Number(document.querySelector('.list-count').textContent.split(' ')[0].replaceAll(',', '')),
  );

/** Letters typed into the search field, each timed until what is found is painted. */
export async function typing(page, { rounds, warmUp }) {
  const everybody = await theCount(page);
  const names = await page.locator('.row-who').allTextContents();
  const words = names.map((name) => name.trim().toLowerCase().replaceAll(' ', '').slice(0, 3));
  const typed = [...new Set(words)].filter((word) => /^[a-z]{3}$/.test(word));
  const field = page.getByRole('searchbox');
  const painted = [];
  for (let round = -warmUp; round < rounds; ) {
    const word = typed.at(round % typed.length);
    await field.focus();
    for (const end of [1, 2, 3]) {
      const hash = `#q=${word.slice(0, end)}`;
      // As many may begin with the longer word, but more of each is marked.
      const one = await press(page, word[end - 1], { hash, other: ['marked'] });
      if (round >= 0) painted.push(one);
      round += 1;
    }
    await field.selectText();
    await press(page, 'Delete', { hash: '', same: { count: everybody } });
  }
  return painted;
}

/** The button that removes the how manieth of the rows that are there gets the focus. */
export const focusOnRemove = (page, at) =>
  page.evaluate((at) => {
    const rows = [...document.querySelectorAll('.rows-virtual > li')];
    rows[at].querySelector('button[id^="act-"]').focus();
  }, at);

/** Removes one after the other in each of the pages, by turns, timed until that is painted. */
export async function removing(pages, { rounds, warmUp }) {
  const counts = [];
  for (const { page } of pages) counts.push(await theCount(page));
  const times = pages.map(() => []);
  for (let round = -warmUp; round < rounds; round++) {
    const order = pages.map((_, at) => at);
    if (round % 2) order.reverse();
    for (const at of order) {
      const { page, kept } = pages[at];
      await focusOnRemove(page, 2);
      counts[at] -= 1;
      const { took } = await press(page, 'Enter', { same: { count: counts[at] }, kept });
      if (round >= 0) times[at].push(took);
    }
  }
  return times;
}

/**
 * Scrolls from top to bottom, so many rows at each frame. Answers with the times between frames,
 * how many rows the document had at the most, and at how many frames a part of the window had
 * none.
 */
export const scrolling = (page, rowsAFrame) =>
  page.evaluate(async (rowsAFrame) => {
    const list = document.querySelector('.rows-virtual');
    const row = list.firstElementChild.getBoundingClientRect().height;
    const scrolled = { times: [], most: 0, bare: 0 };
    const hasGap = () => {
      const { top, bottom } = list.getBoundingClientRect();
      const edges = [...list.children].map((row) => row.getBoundingClientRect());
      edges.sort((a, b) => a.top - b.top);
      let end = Math.max(top, 0);
      for (const edge of edges) {
        if (edge.top <= end + 2) end = Math.max(end, edge.bottom);
      }
      return end < Math.min(bottom, innerHeight) - 2;
    };
    const { port1, port2 } = new MessageChannel();
    scrollTo(0, 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    let last;
    await new Promise((resolve) => {
      // After the frame: the event of the scrolling comes with the next, as from a wheel.
      port1.onmessage = () => {
        scrolled.most = Math.max(scrolled.most, list.children.length);
        scrolled.bare += Number(hasGap());
        const before = scrollY;
        scrollBy(0, rowsAFrame * row);
        if (scrollY === before) return resolve();
        requestAnimationFrame(frame);
      };
      const frame = (now) => {
        if (last !== undefined) scrolled.times.push(now - last);
        last = now;
        port2.postMessage('');
      };
      requestAnimationFrame(frame);
    });
    const places = [...list.children].map((row) => Number(row.ariaPosInSet));
    if (!places.includes(Number(list.lastElementChild.ariaSetSize))) {
      throw new Error('the last row is not there');
    }
    return scrolled;
  }, rowsAFrame);

/**
 * What one act and one step of scrolling cost the page, without waiting for a frame: from the
 * press, or from the event of the scrolling, until all that follows from it is done and laid
 * out. In each of the pages by turns.
 */
export async function costs(pages, { rounds, warmUp }) {
  const times = pages.map(() => ({ act: [], scroll: [] }));
  for (const page of pages) {
    await page.evaluate(() => {
      const { port1, port2 } = new MessageChannel();
      const list = document.querySelector('.rows-virtual');
      const done = () => new Promise((resolve) => {
        port1.onmessage = () => {
          list.getBoundingClientRect();
          resolve();
        };
        port2.postMessage('');
      });
      // Longer than the list waits with rows that are out of sight.
      const rested = () => new Promise((resolve) => setTimeout(resolve, 150));
      window.costOf = async (what) => {
        const button = list.children[2].querySelector('button[id^="act-"]');
        const size = () => list.lastElementChild.ariaSetSize;
        const last = () => list.lastElementChild.ariaPosInSet;
        const [sized, ended] = [size(), last()];
        const start = performance.now();
        if (what === 'act') {
          button.click();
        } else {
          scrollBy(0, innerHeight);
          // As the browser does at the next frame.
          document.dispatchEvent(new Event('scroll', { bubbles: true }));
        }
        await done();
        const took = performance.now() - start;
        const isDone = what === 'act' ? size() !== sized : last() !== ended;
        if (!isDone) throw new Error(`nothing came of it: ${what}`);
        await rested();
        return took;
      };
    });
  }
  for (let round = -warmUp; round < rounds; round++) {
    const order = pages.map((_, at) => at);
    if (round % 2) order.reverse();
    for (const what of ['act', 'scroll']) {
      for (const at of order) {
        // An act at the top, where all stands below it; steps further and further down.
        const from = what === 'act' ? 0 : 20_000 + (round + warmUp) * 1_000;
        await pages[at].evaluate((from) => scrollTo(0, from), from);
        await pages[at].waitForTimeout(150);
        const took = await pages[at].evaluate((what) => costOf(what), what);
        if (round >= 0) times[at][what].push(took);
      }
    }
  }
  return times;
}
