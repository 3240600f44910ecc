// Two exports of the same network: who left, who joined, who moved; and what is decided then.
import { readFile } from 'node:fs/promises';
import { zipSync, strToU8 } from 'fflate';
import type { Page } from '@playwright/test';
import { connectionsOf, makeExport, type Person } from './export-maker';
import { expect, expectAccessible, test } from './fixtures';
import { importUsual, readExport, row } from './hand';

const before = makeExport({ seed: 5, connections: 400, invitations: 8 }).people;
const LEFT = 40;
const JOINED = 25;
const MOVED_JOB = 60;
const MOVED_ADDRESS = 3;

const stayed = before.slice(LEFT);
const movedJob = stayed.filter((it) => it.company || it.position).slice(0, MOVED_JOB);
const movedAddress = stayed.filter((it) => !movedJob.includes(it)).slice(0, MOVED_ADDRESS);

/** The same network some months later. */
const after: Person[] = [
  ...stayed.map((it, at) => {
    if (movedJob.includes(it)) return { ...it, company: 'Lighthouse Works', position: `Keeper ${at}` };
    if (movedAddress.includes(it)) return { ...it, url: `${it.url}-new` };
    return it;
  }),
  ...makeExport({ seed: 6, connections: JOINED, invitations: 0 }).people.map((it) => ({
    ...it,
    last: `${it.last} joined`,
  })),
];

const zipped = (people: Person[], day: string) => ({
  name: `Basic_LinkedInDataExport_${day}.zip`,
  mimeType: 'application/zip',
  buffer: Buffer.from(zipSync({ 'Connections.csv': strToU8(connectionsOf(people, 4)) })),
});
const OLD = zipped(before, '03-15-2025');
const NEW = zipped(after, '09-15-2025');

const tile = (page: Page, name: string) =>
  page.getByRole('list', { name: 'What has changed' }).getByRole('link', { name });

async function importBoth(page: Page) {
  await page.goto('./');
  for (const file of [OLD, NEW]) {
    const report = await readExport(page, file);
    await report.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByText('Imported.')).toBeVisible();
    await expect(report).toBeHidden();
  }
  await openChanges(page);
}

async function openChanges(page: Page) {
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  const people = page.getByRole('navigation', { name: 'People' });
  await people.getByRole('link', { name: 'Changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible();
}

/** What the second export shows against the first. */
async function seeWhatChanged(page: Page) {
  await expect(tile(page, 'No longer in your export')).toHaveText(new RegExp(`^\\s*${LEFT}`));
  await expect(tile(page, 'New')).toHaveText(new RegExp(`^\\s*${JOINED}`));
  await expect(tile(page, 'Changed jobs')).toHaveText(new RegExp(`^\\s*${MOVED_JOB}`));
  await expect(tile(page, 'Perhaps the same')).toHaveText(new RegExp(`^\\s*${MOVED_ADDRESS}`));
}

test('the second export tells who left, joined, and changed jobs or addresses', async ({ page }) => {
  await importBoth(page);
  await seeWhatChanged(page);
  await page.reload();
  await seeWhatChanged(page);

  await tile(page, 'Changed jobs').click();
  const list = page.getByRole('list', { name: 'Changed jobs' });
  await expect(list.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '60');
  await expect(list.getByRole('listitem').first()).toContainText('at Lighthouse Works');

  await tile(page, 'No longer in your export').click();
  await expect(page.getByText('It does not tell why', { exact: false })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Choose all 40' }).check();
  await page.getByRole('button', { name: 'Remove 40 chosen' }).click();
  await expect(page.getByText('40 removed. They are not told.')).toBeVisible();
  await page.reload();
  const gone = page.getByRole('list', { name: 'No longer in your export' }).getByRole('listitem');
  await expect(gone.first().getByRole('button', { name: /^Put/ })).toBeVisible();
  await page.getByRole('navigation', { name: 'People' }).getByRole('link', { name: 'To do' }).click();
  // They are not in the export any more: nothing is left to be done there.
  await expect(page.getByRole('heading', { name: 'Nothing to do on LinkedIn' })).toBeVisible();
  await page.goBack();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone.')).toBeVisible();
});

test('who has a new address is decided on, and stays so after a reload', async ({ page }) => {
  await importBoth(page);
  await tile(page, 'Perhaps the same').click();
  const pairs = page.getByRole('list', { name: 'Perhaps the same person' }).getByRole('listitem');
  await expect(pairs).toHaveCount(MOVED_ADDRESS);
  const [one, other] = movedAddress;
  const called = (it: Person) => `${it.first} ${it.last}`;
  await page.getByRole('button', { name: `The same person: ${called(one)}`, exact: true }).click();
  await expect(page.getByText('Made one of them', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: `Not the same: ${called(other)}`, exact: true }).click();
  await expect(pairs).toHaveCount(1);
  await page.reload();
  await expect(pairs).toHaveCount(1);
  await expect(tile(page, 'Changed address')).toHaveText(/^\s*1/);
  await expect(tile(page, 'No longer in your export')).toHaveText(/^\s*41/);
  await expect(tile(page, 'New')).toHaveText(/^\s*26/);
  await page.getByRole('navigation', { name: 'People' }).getByRole('link', { name: 'List', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search connections' }).fill(called(one));
  await expect(page.getByRole('link', { name: called(one), exact: true })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await openChanges(page);
  await expect(tile(page, 'Perhaps the same')).toHaveText(/^\s*3/);
});

test('two exports are compared without importing either', async ({ page }) => {
  await page.goto('./changes');
  await page.getByText('Compare two exports without importing them').click();
  // The later one first: their days tell which is which.
  await page.getByLabel('One export', { exact: true }).setInputFiles(NEW);
  await page.getByLabel('Another export', { exact: true }).setInputFiles(OLD);
  await expect(page.getByText('Nothing of them is kept.')).toBeVisible();
  await seeWhatChanged(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'End the comparison' }).click();
  await expect(page.getByRole('heading', { name: 'No export yet' })).toBeVisible();
  await page.goto('./connections');
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
});

/** Compares both exports beside a network that has so many of the first. */
async function compareBeside(page: Page, here: number) {
  await page.goto('./');
  const report = await readExport(page, zipped(before.slice(0, here), '03-15-2025'));
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await openChanges(page);
  await page.getByText('Compare two exports without importing them').click();
  await page.getByLabel('One export', { exact: true }).setInputFiles(OLD);
  await page.getByLabel('Another export', { exact: true }).setInputFiles(NEW);
  await seeWhatChanged(page);
}

test('of a comparison, only what can be done with those who are here is offered', async ({ page }) => {
  const HERE = 5;
  await compareBeside(page, HERE);
  const main = page.getByRole('main');

  // Nobody of these is here.
  await tile(page, 'New').click();
  await page.getByRole('checkbox', { name: `Choose all ${JOINED}` }).check();
  const chosen = page.getByRole('status').filter({ hasText: 'chosen' });
  await expect(chosen).toContainText('None of them is in your network');
  await expect(main.getByRole('button', { name: 'Remove' })).toHaveCount(0);
  await expect(main.getByRole('button', { name: 'More…' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Save as…' }).click();
  await expect(page.getByRole('region', { name: 'Save as…' })).toContainText(
    'None of them is in your network',
  );
  await page.keyboard.press('Escape');

  // Some of these are.
  await tile(page, 'No longer in your export').click();
  await page.getByRole('checkbox', { name: `Choose all ${LEFT}` }).check();
  await expect(chosen).toContainText(`${HERE} of them are in your network`);
  await page.getByRole('button', { name: 'More…' }).click();
  await page.getByRole('combobox', { name: 'Tag these people' }).fill('left');
  await page.getByRole('button', { name: 'Add the tag' }).click();
  await expect(page.getByText(`${HERE} tagged`)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Remove ${HERE} chosen` }).click();
  await expect(page.getByText(`${HERE} removed. They are not told.`)).toBeVisible();
  // They stay in this list, and so does the focus.
  await expect(page.getByRole('button', { name: `Put ${HERE} chosen back` })).toBeFocused();
  await expectAccessible(page);
});

test('what a file does not hold is not said to be saved', async ({ page }) => {
  await compareBeside(page, 5);
  await tile(page, 'No longer in your export').click();
  await page.getByRole('button', { name: 'Save as…' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  const file = JSON.parse(await readFile(await (await download).path(), 'utf8')) as {
    people: unknown[];
  };
  expect(file.people).toHaveLength(5);
  await expect(page.getByText(/^5 saved to quietly-connections-/)).toBeVisible();
});

test('where chosen people leave a list, the focus goes on in it', async ({ page }) => {
  await page.goto('./connections');
  const names = ['Ada North', 'Bo South', 'Cy West', 'Di East', 'Ed Middle'];
  for (const name of names) {
    await page.getByRole('button', { name: 'Add…' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  // An export without them.
  const report = await readExport(page, OLD);
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await openChanges(page);
  await tile(page, 'Connected here only').click();
  const rows = page.getByRole('list', { name: 'Connected here only' }).getByRole('listitem');
  await expect(rows).toHaveCount(names.length);
  const box = (name: string) => page.getByRole('checkbox', { name: `Choose ${name}`, exact: true });
  await box(names[1]).click();
  await box(names[2]).click();
  await page.getByRole('button', { name: 'Remove 2 chosen' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 removed. They are not told.')).toBeVisible();
  await expect(box(names[3])).toBeFocused();
  // One by one, from button to button; and nobody is left.
  await page.getByRole('button', { name: `Remove ${names[0]}`, exact: true }).click();
  await expect(page.getByRole('button', { name: `Remove ${names[3]}`, exact: true })).toBeFocused();
  await page.getByRole('checkbox', { name: /^Choose all 2/ }).check();
  await page.getByRole('button', { name: 'Remove 2 chosen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('the keys of lists of people act in what has changed', async ({ page }) => {
  await importBoth(page);
  await tile(page, 'No longer in your export').click();
  const at = () =>
    page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'));
  await page.keyboard.press('j');
  await expect.poll(at).toBe('1');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect.poll(at).toBe('2');
  await page.keyboard.press('#');
  await expect(page.getByText('Removed. They are not told.')).toBeVisible();
  // They stay in this list.
  await expect.poll(at).toBe('2');
  await expect(page.locator('li:focus-within').getByRole('button', { name: /^Put/ })).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.locator('li:focus-within').getByRole('button', { name: /^Remove/ })).toBeVisible();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('#');
  await expect(page.getByText('2 removed. They are not told.')).toBeVisible();
  const name = await page.locator('li:focus-within .row-who').textContent();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: name!.trim() })).toBeVisible();
});

test('what is removed is to be done on LinkedIn, and the next export ticks it off', async ({
  page,
}) => {
  await page.goto('./');
  const report = await readExport(page, OLD);
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  const names = before.slice(0, 2).map((it) => `${it.first} ${it.last}`);
  for (const name of names) {
    await page.getByRole('searchbox', { name: 'Search connections' }).fill(name);
    await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
    await expect(page.getByText('Removed. They are not told.')).toBeVisible();
  }
  const people = page.getByRole('navigation', { name: 'People' });
  await people.getByRole('link', { name: 'To do on LinkedIn' }).click();
  const list = page.getByRole('list', { name: 'To do on LinkedIn' }).getByRole('listitem');
  await expect(list).toHaveCount(2);
  await expect(
    page.getByRole('link', { name: `Open on LinkedIn: ${names[0]}`, exact: true }),
  ).toHaveAttribute('href', before[0].url);
  const tick = page.getByRole('button', {
    name: `Done on LinkedIn: Remove the connection: ${names[0]}`,
    exact: true,
  });
  await tick.click();
  await expect(list).toHaveCount(1);
  await page.reload();
  await expect(list).toHaveCount(1);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(row(page, names[0])).toContainText('Done, as you say');
  // The later export shows neither of them.
  const later = { ...NEW, name: `Basic_LinkedInDataExport_${today()}.zip` };
  await readExport(page, later);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await page.goto('./todo#show=done');
  await expect(row(page, names[1])).toContainText('Your export shows it done');
  await expectAccessible(page);
});

/** Today, as LinkedIn writes it in names of archives. */
function today() {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(now.getMonth() + 1)}-${two(now.getDate())}-${now.getFullYear()}`;
}

test('entries of one person become one, and an undo takes it back', async ({ page }) => {
  const twice = before.slice(0, 30).concat([
    { ...before[3], url: '', company: 'Elsewhere', connectedOn: '01 Jan 2011' },
  ]);
  await page.goto('./');
  const report = await readExport(page, zipped(twice, '03-15-2025'));
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await page.goto('./duplicates');
  const name = `${before[3].first} ${before[3].last}`;
  const group = page.getByRole('group', { name });
  const boxes = group.getByRole('checkbox');
  await expect(boxes).toHaveCount(2);
  const merge = group.getByRole('button', { name: /^Make one/ });
  await expect(merge).toBeDisabled();
  for (const box of await boxes.all()) {
    await expect(box).not.toBeChecked();
    await box.check();
  }
  await expect(group.getByText('Becomes one:', { exact: false })).toBeVisible();
  await merge.click();
  await expect(page.getByRole('heading', { name: 'Nobody seems to be here twice' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nobody seems to be here twice' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(boxes).toHaveCount(2);
  await group.getByRole('button', { name: `Not the same: ${name}`, exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Nobody seems to be here twice' })).toBeVisible();
});

test('what one knows better stays, whatever the next export says', async ({ page }) => {
  await importUsual(page, makeExport({ seed: 5, connections: 30, invitations: 2 }));
  const { first, last } = before[2];
  const name = `${first} ${last}`;
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search connections' }).fill(name);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const address = page.url();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'What you know better' });
  await dialog.getByLabel('Company').fill('Lighthouse Works');
  await dialog.getByLabel('Profile address').fill('not an address');
  await dialog.getByRole('button', { name: 'Keep what you know better' }).click();
  await expect(dialog.getByText('This is not an address of a profile', { exact: false })).toBeVisible();
  await dialog.getByLabel('Profile address').fill('linkedin.com/in/better');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Keep what you know better' }).click();
  await expect(page.getByText('Kept what you know better', { exact: false })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText('Lighthouse Works');
  await readExport(page, zipped(before.slice(0, 30), '09-15-2025'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await page.goto(address);
  await expect(main).toContainText('Lighthouse Works');
  await expect(page.getByRole('link', { name: 'Open on LinkedIn' })).toHaveAttribute(
    'href',
    'https://www.linkedin.com/in/better',
  );
  await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
  await page.getByLabel('Why you removed them').fill('never met');
  await page.getByRole('button', { name: 'Keep reason' }).click();
  await page.reload();
  await expect(page.getByLabel('Why you removed them')).toHaveValue('never met');
});

test('what one is writing about somebody stays when their name changes meanwhile', async ({
  page,
  context,
}) => {
  await importUsual(page, makeExport({ seed: 5, connections: 30, invitations: 2 }));
  const [one, other] = before.slice(2);
  const open = async (page: Page, { first, last }: Person) => {
    await page.goto('./connections');
    await page.getByRole('searchbox', { name: 'Search connections' }).fill(`${first} ${last}`);
    await page.getByRole('link', { name: `${first} ${last}`, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: `${first} ${last}` })).toBeVisible();
  };
  const rename = async (page: Page, first: string) => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'What you know better' });
    await dialog.getByLabel('First name').fill(first);
    await dialog.getByRole('button', { name: 'Keep what you know better' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `${first} ${one.last}` })).toBeVisible();
  };
  await open(page, one);
  await page.getByRole('button', { name: `Remove ${one.first} ${one.last}`, exact: true }).click();
  const note = page.getByLabel('Private note');
  const reason = page.getByLabel('Why you removed them');
  const tag = page.getByRole('combobox', { name: 'Tags' });
  await note.fill('half a thought');
  await reason.fill('half a reason');
  await tag.fill('half a ta');
  await rename(page, 'Wilhelmina');
  await expect(page).toHaveTitle(/^Wilhelmina /);
  await page.getByRole('button', { name: 'Write a note…' }).click();
  const letter = page.getByRole('dialog').getByRole('textbox', { name: 'Note', exact: true });
  await letter.fill('half a letter');

  // The same, from another tab; and there a note is kept too.
  const elsewhere = await context.newPage();
  await elsewhere.goto(page.url());
  await rename(elsewhere, 'Gisela');
  await elsewhere.getByLabel('Private note').fill('kept elsewhere');
  await elsewhere.getByRole('button', { name: 'Keep the note' }).click();
  await expect(elsewhere.getByText('The note is kept.')).toBeVisible();
  await page.bringToFront();
  await expect(page).toHaveTitle(/^Gisela /);
  await expect(letter).toHaveValue('half a letter');
  await page.keyboard.press('Escape');
  await expect(note).toHaveValue('half a thought');
  await expect(reason).toHaveValue('half a reason');
  await expect(tag).toHaveValue('half a ta');

  // With somebody else's page, all begins anew.
  const address = page.url();
  await open(page, other);
  const another = page.url();
  await page.goto(address);
  await note.fill('about the first');
  await page.evaluate((hash) => (location.hash = hash), new URL(another).hash);
  const heading = page.getByRole('heading', { level: 1, name: `${other.first} ${other.last}` });
  await expect(heading).toBeVisible();
  await expect(note).toHaveValue('');
});

test('a key removes whom a page is about, and does not where Settings turn keys off', async ({
  page,
}) => {
  await importUsual(page, makeExport({ seed: 5, connections: 30, invitations: 2 }));
  const name = `${before[2].first} ${before[2].last}`;
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search connections' }).fill(name);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const address = page.url();
  const remove = page.getByRole('button', { name: `Remove ${name}`, exact: true });
  const putBack = page.getByRole('button', { name: `Put ${name} back`, exact: true });
  // Where one writes, it is a letter.
  await page.getByLabel('Private note').press('#');
  await expect(page.getByLabel('Private note')).toHaveValue('#');
  await expect(remove).toBeVisible();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('#');
  await expect(page.getByText('Removed. They are not told.')).toBeVisible();
  await expect(putBack).toBeFocused();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(remove).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('remove a connection');
  await page.keyboard.press('#');
  await page.keyboard.press('Escape');
  await expect(remove).toBeVisible();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Single keys act' }).uncheck();
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('#');
  await page.reload();
  await expect(remove).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('the way between the pages about people shows where one is, and that there is more', async ({
    page,
  }) => {
    await page.goto('./connections');
    const nav = page.getByRole('navigation', { name: 'People' });
    const fades = () => nav.evaluate((it) => getComputedStyle(it).maskImage);
    const left = () => nav.evaluate((it) => it.scrollLeft);
    for (const [name, path] of [
      ['List', 'connections'],
      ['To do on LinkedIn', 'todo'],
      ['Insights', 'insights'],
    ]) {
      await page.goto(`./${path}`);
      const link = nav.getByRole('link', { name, exact: true });
      await expect(link).toHaveAttribute('aria-current', 'page');
      await expect(link).toBeInViewport({ ratio: 1 });
      expect(await page.evaluate(() => scrollY)).toBe(0);
      await expect.poll(fades).not.toBe('none');
    }
    expect(await left()).toBeGreaterThan(0);
    // By the tabs themselves as well.
    await page.goto('./connections');
    await nav.getByRole('link', { name: 'Insights', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Insights' })).toBeVisible();
    await expect(nav.getByRole('link', { name: 'Insights', exact: true })).toBeInViewport({ ratio: 1 });
    await nav.getByRole('link', { name: 'List', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible();
    await expect(nav.getByRole('link', { name: 'List', exact: true })).toBeInViewport({ ratio: 1 });
    expect(await left()).toBe(0);
    // Where all of it is seen, nothing fades.
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(fades).toBe('none');
  });
});

test('a view is saved under a name, found again, and forgotten', async ({ page }) => {
  await importUsual(page, makeExport({ seed: 5, connections: 60, invitations: 2 }));
  await page.goto('./connections#q=halvorsen&sort=last&group=year');
  const menu = page.getByRole('button', { name: 'Saved views' });
  await menu.click();
  await page.getByRole('textbox', { name: 'Name' }).fill('The Halvorsens');
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.goto('./connections');
  await page.reload();
  await menu.click();
  await page.getByRole('link', { name: 'The Halvorsens' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search connections' })).toHaveValue('halvorsen');
  await expect(page).toHaveURL(/#q=halvorsen&sort=last&group=year$/);
  await menu.click();
  await page.getByRole('button', { name: 'Forget the view The Halvorsens' }).click();
  await expect(page.getByRole('link', { name: 'The Halvorsens' })).toBeHidden();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await menu.click();
  await expect(page.getByRole('link', { name: 'The Halvorsens' })).toBeVisible();
});
