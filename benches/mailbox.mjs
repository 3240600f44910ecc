// What a hand does in the inbox of the real page, timed from the key to what is painted.
import { press } from './press.mjs';

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

/** Times each kind of key so many rounds, after some that do not count. */
export async function inbox(page, waiting, { rounds, warmUp, wholeRounds }) {
  const times = { letter: [], chip: [], all: [], one: [], whole: [], back: [] };
  /** Keeps what a round took, from the first that counts. */
  const note = (kind, round, { took }) => {
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
