// What a hand does in the inbox of the real page, timed from the key to what is painted.
//
// From the time stamp that the browser gives to the event of the key, to the first task after
// the frame in which all that is expected is there: such a task runs when that frame has been
// laid out and painted. A second frame, as is often waited for, would add its whole wait; the
// browser's own event timing rounds to 8 ms.

// How long what a key does may take to appear, in milliseconds, until the benchmark fails.
const PATIENCE = 10_000;

/** Imports by hand on a first visit, and opens the inbox on another. */
export async function openInbox(page, address, archive) {
  await page.goto(`${address}import`);
  await page.getByLabel('LinkedIn export', { exact: true }).setInputFiles(archive);
  const report = page.getByRole('region', { name: 'Import report' });
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
  await page.goto(`${address}inbox`);
  await page.locator('input.row-check').first().waitFor();
}

/**
 * Presses a key and waits for what it does: `same` holds what must then be seen, `other` what
 * must be another than before. Answers with the milliseconds. `hash` is what the address must
 * become, which nobody waits to see.
 */
async function press(page, key, { same = {}, other = [], hash, by = 'keydown' }) {
  await page.evaluate(([same, other, by, patience]) => {
    const seen = () => {
      const boxes = [...document.querySelectorAll('input.row-check')];
      const sizes = boxes.map((box) => Number(box.closest('li').ariaSetSize));
      const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? '';
      const count = Number(text('.list-count').split(' ')[0].replaceAll(',', ''));
      // Each row tells how many there are: one that does not is not up to date.
      const rows = new Set([boxes.length ? count : 0, ...sizes]);
      // Rows that are built later must lie below the window.
      const end = boxes.at(-1)?.closest('li').getBoundingClientRect().bottom ?? 0;
      const isFull = boxes.length === count || end >= innerHeight;
      return {
        count: rows.size === 1 && rows.has(count) && isFull ? count : undefined,
        chosen: text('.chosen-count'),
        ticked: boxes.every((box) => box.checked) ? 'all'
          : boxes.some((box) => box.checked) ? 'some' : 'none',
        first: boxes[0]?.id ?? '',
        focus: document.activeElement.id,
      };
    };
    const before = seen();
    window.painted = new Promise((resolve, reject) => {
      const onEvent = (event) => {
        const look = () => {
          const now = seen();
          const isThere =
            now.count !== undefined
            && Object.entries(same).every(([what, value]) => now[what] === value)
            && other.every((what) => now[what] !== before[what]);
          const took = () => performance.now() - event.timeStamp;
          if (isThere) {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(took());
            port2.postMessage('');
          } else if (took() < patience) {
            requestAnimationFrame(look);
          } else {
            const told = [before, now, same, other].map((it) => JSON.stringify(it));
            reject(new Error(`a key did not do what it should: ${told.join(' ')}`));
          }
        };
        requestAnimationFrame(look);
      };
      addEventListener(by, onEvent, { capture: true, once: true });
    });
  }, [same, other, by, PATIENCE]);
  await page.keyboard.press(key);
  const took = await page.evaluate(() => window.painted);
  if (hash !== undefined) {
    await page.waitForFunction((hash) => decodeURIComponent(location.hash) === hash, hash);
  }
  return took;
}

/** Times each kind of key so many rounds, after some that do not count. */
export async function inbox(page, waiting, { rounds, warmUp, wholeRounds }) {
  const times = { letter: [], chip: [], all: [], one: [], whole: [], back: [] };
  /** Keeps what a round took, from the first that counts. */
  const note = (kind, round, took) => {
    if (round >= 0) times[kind].push(took);
  };

  const names = await page.locator('.row-who').allTextContents();
  const words = [...new Set(names.map((name) => name.trim().toLowerCase().slice(0, 2)))];
  const typed = words.filter((word) => /^[a-z]{2}$/.test(word));
  const search = page.getByRole('searchbox');
  for (let round = -warmUp; round < rounds; round += 2) {
    const word = typed.at(round % typed.length);
    await search.focus();
    for (const [at, letter] of [...word].entries()) {
      const hash = `#q=${word.slice(0, at + 1)}`;
      note('letter', round + at, await press(page, letter, { hash, other: ['count'] }));
    }
    await search.selectText();
    await press(page, 'Delete', { hash: '', same: { count: waiting } });
  }

  const chip = page.getByRole('button', { name: 'With a message' });
  await chip.focus();
  for (let round = -warmUp; round < rounds; round += 2) {
    const on = { hash: '#only=message', other: ['count'] };
    note('chip', round, await press(page, 'Enter', on));
    const off = { hash: '', same: { count: waiting } };
    note('chip', round + 1, await press(page, 'Enter', off));
  }

  const choice = page.getByRole('checkbox', { name: /^Choose all/ });
  // As the page writes that number.
  const all = (await page.locator('.chosen-all').textContent()).trim().split(' ').at(-1);
  const chosen = `${all} chosen`;
  await choice.focus();
  for (let round = -warmUp; round < rounds; round += 2) {
    // A box is ticked when the key is let go.
    const on = { same: { chosen, ticked: 'all' }, by: 'keyup' };
    note('all', round, await press(page, 'Space', on));
    const off = { same: { chosen: '', ticked: 'none' }, by: 'keyup' };
    note('all', round + 1, await press(page, 'Space', off));
  }

  await page.locator('input.row-check').first().focus();
  for (let round = -warmUp; round < rounds; round += 1) {
    const gone = { same: { count: waiting - 1 }, other: ['focus'] };
    note('one', round, await press(page, 'e', gone));
    await press(page, 'z', { same: { count: waiting } });
  }

  const ignore = page.getByRole('button', { name: `Ignore ${all} chosen` });
  for (let round = -1; round < wholeRounds; round += 1) {
    await choice.setChecked(true);
    await ignore.focus();
    note('whole', round, await press(page, 'Enter', { same: { count: 0, first: '' } }));
    note('back', round, await press(page, 'z', { same: { count: waiting }, other: ['first'] }));
  }
  return times;
}
