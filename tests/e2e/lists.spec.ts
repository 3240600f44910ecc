// Lists as good mail programs have them: search, filters, many at once, and the keyboard.
import type { Page } from '@playwright/test';
import { makeExport } from './export-maker';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { count, goTo, importUsual, showAll } from './hand';

const rows = (page: Page) => page.getByRole('main').getByRole('listitem');
const waitingOf = (made: ReturnType<typeof makeExport>) =>
  made.invitations.filter((it) => it.incoming && !it.accepted);
/** How the row with the keyboard's focus is called. */
const here = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('li')?.querySelector('.row-who')?.textContent);

test('two hundred invitations are decided by the keyboard alone, and nothing is lost', async ({
  page,
}) => {
  test.slow();
  const made = await importUsual(page, makeExport({ connections: 50, invitations: 330 }));
  const waiting = waitingOf(made).length;
  expect(waiting).toBeGreaterThan(200);
  await count(page, `${waiting} invitations`);
  const done = { a: 0, e: 0, '#': 0 };
  await page.keyboard.press('j');
  for (let act = 0; act < 200; act += 1) {
    const who = await here(page);
    expect(who, 'the keyboard has not lost its place').toBeTruthy();
    const key = (['e', 'e', 'a', 'e', '#'] as const)[act % 5];
    await page.keyboard.press(key);
    done[key] += 1;
    expect(await here(page), 'the focus is on the next row at once').not.toBe(who);
  }
  await count(page, `${waiting - 200} invitations`);
  await page.keyboard.press('z');
  await count(page, `${waiting - 199} invitations`);
  await page.reload();
  await count(page, `${waiting - 199} invitations`);
  const accepted = made.invitations.filter((it) => it.incoming && it.accepted).length;
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { level: 1, name: 'Trash' })).toBeVisible();
  await count(page, `${done['#'] - 1} invitations`);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { level: 1, name: 'Archive' })).toBeVisible();
  await count(page, `${done.a + done.e + accepted} invitations`);
  await page.keyboard.press('u');
  await expect(page.getByRole('heading', { level: 1, name: 'Trash' })).toBeVisible();
});

test('many are decided as one, with one undo', async ({ page }) => {
  const made = await importUsual(page, makeExport({ connections: 20, invitations: 60 }));
  const waiting = waitingOf(made).length;
  // A range by Shift.
  const boxes = page.getByRole('main').getByRole('checkbox', { name: /^Choose (?!all)/ });
  await boxes.nth(1).click();
  await boxes.nth(12).click({ modifiers: ['Shift'] });
  await expect(page.getByRole('status').filter({ hasText: '12 chosen' })).toBeVisible();
  const whom = await rows(page).nth(1).locator('.row-who').textContent();
  await page.getByRole('button', { name: 'Ignore 12 chosen' }).click();
  await expect(page.getByText('12 ignored. They are not told.')).toBeVisible();
  await count(page, `${waiting - 12} invitations`);
  await page.reload();
  await count(page, `${waiting - 12} invitations`);
  await goTo(page, 'Archive');
  await showAll(page);
  await expect(rows(page).filter({ hasText: whom! })).toContainText('Ignored, still open');
  await page.keyboard.press('ControlOrMeta+z');
  await goTo(page, 'Inbox');
  await count(page, `${waiting} invitations`);

  // All that match, also those that are not rendered.
  await page.getByRole('searchbox', { name: 'Search these invitations' }).fill('guest 1');
  const matching = waitingOf(made).filter((it) => /Guest 1/.test(it.name)).length;
  await count(page, `${matching} of ${waiting} invitations`);
  await page.getByRole('checkbox', { name: `Choose all ${matching}` }).click();
  await page.getByRole('button', { name: `Move ${matching} chosen to trash` }).click();
  await expect(page.getByText(`${matching} moved to trash. They are not told.`)).toBeVisible();
  await expect(page.getByText('No invitation matches')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await count(page, `${waiting - matching} invitations`);

  // Emptying the trash tells how many, and is one undo.
  await goTo(page, 'Trash');
  await page.getByRole('button', { name: 'Empty the trash…' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete ${matching} invitations for good?` });
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await count(page, `${matching} invitations`);
});

test('search, filters and order live in the address, and Back works', async ({ page }) => {
  const made = await importUsual(page, makeExport({ connections: 20, invitations: 90 }));
  const waiting = waitingOf(made);
  const withMessage = waiting.filter((it) => it.message !== '').length;
  await page.getByRole('button', { name: 'With a message' }).click();
  await count(page, `${withMessage} of ${waiting.length} invitations`);
  await page.getByRole('combobox', { name: 'Order' }).selectOption('By name');
  await expect(page).toHaveURL(/inbox#only=message&sort=name$/);
  const names = await rows(page).locator('.row-who').allTextContents();
  const fold = (name: string) =>
    name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l').replaceAll('þ', 'th');
  expect(names.map(fold)).toEqual(names.map(fold).sort());
  await page.reload();
  await count(page, `${withMessage} of ${waiting.length} invitations`);
  await expect(page.getByRole('combobox', { name: 'Order' })).toHaveValue('name');
  await page.goBack();
  await expect(page).toHaveURL(/inbox#only=message$/);
  await expect(page.getByRole('combobox', { name: 'Order' })).toHaveValue('');
  await page.goBack();
  await count(page, `${waiting.length} invitations`);
  await expect(page.getByRole('button', { name: 'With a message' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );

  // Every key that is typed is found at once, wherever it was pressed.
  await page.keyboard.press('/');
  await page.keyboard.type('noor gue');
  const noor = waiting.filter((it) => it.name.startsWith('Noor Guest')).length;
  await count(page, `${noor} of ${waiting.length} invitations`);
  await expect(page).toHaveURL(/q=noor%20gue/);
  // A stranger's address asks for nothing that is not there.
  await page.goto('inbox#only=older-4294967295,nonsense&sort=?&q=%F0%9F');
  await count(page, `0 of ${waiting.length} invitations`);
});

test('no key acts while one types, with Ctrl, or once Settings turn them off', async ({ page }) => {
  const made = await importUsual(page, makeExport({ connections: 20, invitations: 30 }));
  const waiting = `${waitingOf(made).length} invitations`;
  await page.keyboard.press('j');
  for (const key of ['ControlOrMeta+e', 'Alt+a', 'ControlOrMeta+Shift+e']) {
    await page.keyboard.press(key);
  }
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(help).toContainText('Ignore, or archive a sent one');
  await page.keyboard.press('e');
  await help.getByRole('button', { name: 'Close' }).click();
  await count(page, waiting);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Single keys act' }).uncheck();
  await page.goto('inbox');
  await count(page, waiting);
  await page.getByRole('main').getByRole('checkbox', { name: /^Choose (?!all)/ }).first().focus();
  for (const key of ['e', '#', 'a', 'j', '?', 'g', 't']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toBeHidden();
  await count(page, waiting);
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });
      test('a list with everything on is accessible', async ({ page }) => {
        await importUsual(page, makeExport({ connections: 20, invitations: 40 }));
        await page.getByRole('button', { name: 'With a message' }).click();
        await page.getByRole('checkbox', { name: /^Choose all/ }).click();
        await expect(page.getByRole('status').filter({ hasText: 'chosen' })).toBeVisible();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: /^Open the invitation/ }).first().click();
        await expect(page.getByLabel('Private note')).toBeVisible();
        await page.getByLabel('Tags').last().fill('met');
        await page.getByRole('button', { name: 'Add the tag' }).click();
        await expect(page.getByText('Tagged.')).toBeVisible();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    });
  }
}

test('one invitation is opened, written about, put off and taken back', async ({ page }) => {
  const made = await importUsual(page, makeExport({ connections: 20, invitations: 60 }));
  const waiting = waitingOf(made).length;
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const who = (await here(page))!;
  await page.keyboard.press('Enter');
  const opened = page.getByRole('region', { name: who, exact: true });
  await expect(opened.getByRole('heading', { level: 2, name: who })).toBeFocused();
  await expect(page).toHaveURL(/#open=[0-9a-f]{16}$/);

  await opened.getByLabel('Tags').last().fill('met in person');
  await opened.getByRole('button', { name: 'Add the tag' }).click();
  await opened.getByLabel('Private note').fill('From the grid conference');
  await opened.getByRole('button', { name: 'Keep the note' }).click();
  await opened.getByRole('button', { name: 'Not my field' }).click();
  await expect(page.getByText('The reason is kept. They are not told.')).toBeVisible();
  await page.reload();
  await expect(opened.getByText('met in person', { exact: true })).toBeVisible();
  await expect(opened.getByLabel('Private note')).toHaveValue('From the grid conference');
  await expect(opened.getByLabel('Reason for your decision')).toHaveValue('Not my field');
  await expect(opened.getByText(`Tagged ${who}: met in person`)).toBeVisible();

  // A day that is over is no later day; nothing changes.
  await opened.getByLabel('Until').fill('2020-01-01');
  await opened.getByRole('button', { name: 'Put off' }).click();
  await expect(opened.getByText('Choose a day that is still to come.')).toBeVisible();
  await opened.getByRole('button', { name: 'In a month' }).click();
  await expect(page.getByText('Put off. They are not told.')).toBeVisible();
  await opened.getByRole('button', { name: 'Close' }).click();
  await count(page, `${waiting - 1} invitations`);
  await page.reload();
  await count(page, `${waiting - 1} invitations`);

  // What is written is searched, and follows the person.
  await page.getByRole('button', { name: 'Put off', exact: true }).click();
  await count(page, `1 of ${waiting - 1} invitations`);
  await expect(rows(page)).toContainText(who);
  await page.getByRole('searchbox').fill('grid conf met');
  await count(page, `1 of ${waiting - 1} invitations`);
  await page.getByRole('button', { name: `Open the invitation with ${who}`, exact: true }).click();
  await opened.getByRole('button', { name: `Take ${who} back now`, exact: true }).click();
  await expect(page.getByText('Back in the inbox. They are not told.')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.getByRole('button', { name: `Open the invitation with ${who}`, exact: true }).click();
  await opened.getByRole('button', { name: `Accept ${who}`, exact: true }).click();
  await goTo(page, 'Archive');
  await showAll(page);
  await page.getByRole('button', { name: `Open the invitation with ${who}`, exact: true }).click();
  await expect(opened.getByLabel('Private note')).toHaveValue('From the grid conference');
  await page.keyboard.press('ControlOrMeta+z');
  await goTo(page, 'Inbox');
  await count(page, `${waiting} invitations`);
});

test('what is put off comes back by itself on its day', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-03-15T10:00:00+01:00') });
  const made = await importUsual(page, makeExport({ connections: 20, invitations: 30 }));
  const waiting = waitingOf(made).length;
  const name = await rows(page).first().locator('.row-who').textContent();
  await page.getByRole('button', { name: `Open the invitation with ${name}`, exact: true }).click();
  await page.getByRole('button', { name: 'In a week' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).first().click();
  await count(page, `${waiting - 1} invitations`);
  await page.clock.setFixedTime(new Date('2026-03-21T23:00:00+01:00'));
  await page.reload();
  await count(page, `${waiting - 1} invitations`);
  await page.clock.setFixedTime(new Date('2026-03-22T08:00:00+01:00'));
  await page.reload();
  await count(page, `${waiting} invitations`);
  await expect(page.getByRole('button', { name: /^Envelope, 1 new$/ })).toBeVisible();
  await expect(rows(page).filter({ hasText: 'Back since' })).toHaveCount(1);
  await expect(rows(page).filter({ hasText: 'Back since' })).toContainText(name!);
});

test('many are put off, tagged and marked as not seen, each as one act', async ({ page }) => {
  const made = await importUsual(page, makeExport({ connections: 20, invitations: 60 }));
  const waiting = waitingOf(made).length;
  const boxes = page.getByRole('main').getByRole('checkbox', { name: /^Choose (?!all)/ });
  const more = page.getByRole('region', { name: 'More…' });
  await boxes.nth(0).click();
  await boxes.nth(2).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'More…' }).click();
  await more.getByLabel('Tag the people of these').fill('conference');
  await more.getByRole('button', { name: 'Add the tag' }).click();
  await expect(page.getByText('3 tagged. They are not told.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Tag', exact: true }).selectOption('Tag: conference');
  await count(page, `3 of ${waiting} invitations`);
  // The address is written once what it asks for is painted.
  await expect(page).toHaveURL(/conference/);
  await page.reload();
  await count(page, `3 of ${waiting} invitations`);

  // Seen, as one has left the list; and then not.
  await expect(page.getByRole('button', { name: 'Envelope', exact: true })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Choose all 3' }).click();
  await page.getByRole('button', { name: 'More…' }).click();
  await more.getByRole('button', { name: 'Mark 3 chosen as not seen' }).click();
  await expect(page.getByText('3 marked as not seen.')).toBeVisible();
  await goTo(page, 'Archive');
  await expect(page.getByRole('button', { name: 'Envelope, 3 new' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Envelope, 3 new' })).toBeVisible();

  await goTo(page, 'Inbox');
  await boxes.nth(0).click();
  await boxes.nth(1).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'More…' }).click();
  await more.getByRole('button', { name: 'In a month' }).click();
  await expect(page.getByText('2 put off. They are not told.')).toBeVisible();
  await count(page, `${waiting - 2} invitations`);
  await page.reload();
  await count(page, `${waiting - 2} invitations`);
});
