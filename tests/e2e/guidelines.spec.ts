// The document's own story: narrow guidelines, invitations turned down without a word, wider
// guidelines, and who resurfaces.
import { makeExport } from './export-maker';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { count, goTo, importUsual, row, showAll } from './hand';

test('narrow, ignore, widen, see who resurfaces, accept', async ({ page }) => {
  const made = await importUsual(page, makeExport({ connections: 20, invitations: 60 }));
  const waiting = made.invitations.filter((it) => it.incoming && !it.accepted);
  const atNdc = waiting.filter((it) => it.message.includes('NDC'));
  expect(atNdc.length).toBeGreaterThan(2);
  const written = page.getByRole('region', { name: 'Your guidelines' });
  const preview = page.getByRole('region', { name: 'What this would change' });
  const open = () => page.getByRole('link', { name: 'Guidelines', exact: true }).click();

  // Narrow.
  await open();
  await written.getByLabel('In your own words').fill('Only people whom I have met.');
  await written.getByRole('button', { name: 'People I have met' }).click();
  await expect(written.getByRole('status')).toContainText(`0 fit, ${waiting.length} do not`);
  await preview.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByText('Your guidelines are kept.')).toBeVisible();
  await expect(preview).toBeHidden();

  // Ignore all that do not fit: the user presses.
  await page.goto('inbox');
  await page.getByRole('button', { name: 'Does not fit' }).click();
  await count(page, `${waiting.length} invitations`);
  await page.getByRole('checkbox', { name: `Choose all ${waiting.length}` }).click();
  await page.getByRole('button', { name: `Ignore ${waiting.length} chosen` }).click();
  await expect(page.getByText(`${waiting.length} ignored. They are not told.`)).toBeVisible();

  // They are not gone, and were not told.
  await goTo(page, 'Archive');
  await showAll(page);
  await expect(row(page, atNdc[0].name).first()).toContainText('Ignored, still open');

  // Widen.
  await open();
  await expect(written.getByLabel('In your own words')).toHaveValue('Only people whom I have met.');
  await written.getByRole('combobox', { name: 'Add a condition' }).selectOption('The message has one of');
  await written.getByLabel('The message has one of').fill('NDC');
  await expect(preview).toContainText(`${atNdc.length} invitations that you ignored would fit now.`);
  const list = preview.getByRole('list', { name: 'Invitations that would fit now' });
  await expect(list.getByRole('listitem')).toHaveCount(atNdc.length);
  await expect(list).toContainText('Fits your guidelines: “NDC” stands in the message.');
  for (const { name } of atNdc) await expect(list).toContainText(name);
  // One of them may stay where it is.
  await list.getByRole('checkbox').first().uncheck();
  await preview
    .getByRole('button', { name: `Apply and bring ${atNdc.length - 1} back to the inbox` })
    .click();
  await page.reload();
  await expect(page.getByRole('region', { name: 'Versions' })).toContainText('Version 2');
  await expect(page.getByRole('region', { name: 'Versions' })).toContainText('NDC');

  // Accept one; the other side may learn of that alone.
  await page.goto('inbox');
  await count(page, `${atNdc.length - 1} invitations`);
  const one = page.getByRole('main').getByRole('listitem').first();
  await expect(one).toContainText('Fits your guidelines');
  const who = (await one.locator('.row-who').textContent())!;
  await page.getByRole('button', { name: `Accept ${who}`, exact: true }).click();
  // By LinkedIn, or by an invitation where LinkedIn has let this one lapse.
  await expect(page.getByText(/^Accepted\. (They are told once|LinkedIn has let this lapse)/)).toBeVisible();
  await goTo(page, 'Archive');
  await showAll(page);
  await page.getByRole('button', { name: `Open the invitation with ${who}`, exact: true }).click();
  await expect(page.getByText('Decided under version 2 of your guidelines.')).toBeVisible();

  // Change one's mind: each is one step back.
  await page.keyboard.press('ControlOrMeta+z');
  await goTo(page, 'Inbox');
  await count(page, `${atNdc.length - 1} invitations`);
  await page.keyboard.press('ControlOrMeta+z');
  await count(page, '0 invitations');
  await page.keyboard.press('ControlOrMeta+z');
  await open();
  await expect(page.getByRole('region', { name: 'Versions' })).not.toContainText('Version 2');
});

test('what narrower guidelines leave outside is a list with quiet remove', async ({ page }) => {
  const made = await importUsual(page, makeExport({ connections: 40, invitations: 3 }));
  await page.goto('guidelines');
  const written = page.getByRole('region', { name: 'Your guidelines' });
  await written.getByRole('combobox', { name: 'Add a condition' }).selectOption('Their company is one of');
  await written.getByLabel('Their company is one of').fill('WOODGROVE GmbH\nTidewater Press');
  const outside = made.people.filter(
    (it) => it.company !== '' && !['Woodgrove', 'Tidewater Press'].includes(it.company),
  );
  const preview = page.getByRole('region', { name: 'What this would change' });
  await expect(preview).toContainText(
    `${outside.length} connections would be outside of your guidelines.`,
  );
  await preview.getByRole('button', { name: 'Apply', exact: true }).click();
  const review = page.getByRole('region', { name: 'Connections outside of your guidelines' });
  await expect(review.getByRole('listitem')).toHaveCount(outside.length);
  const { first, last } = outside[0];
  await review.getByRole('button', { name: `Remove ${first} ${last}`, exact: true }).click();
  await expect(page.getByText('Removed. They are not told.')).toBeVisible();
  await expect(review.getByRole('listitem')).toHaveCount(outside.length - 1);
  await page.reload();
  await expect(review.getByRole('listitem')).toHaveCount(outside.length - 1);
});

test('what cannot be meant is said, and everything may be undone', async ({ page }) => {
  await importUsual(page, makeExport({ connections: 20, invitations: 30 }));
  await page.goto('guidelines');
  const written = page.getByRole('region', { name: 'Your guidelines' });
  await written.getByRole('combobox', { name: 'How the conditions combine' }).selectOption('All of these');
  const add = written.getByRole('combobox', { name: 'Add a condition' });
  await add.selectOption('A message came with it');
  await written.getByRole('button', { name: 'Add a group' }).click();
  await expect(written).toContainText('A group has nothing in it.');
  await written
    .getByRole('combobox', { name: 'How the conditions combine' })
    .nth(1)
    .selectOption('None of these');
  await add.nth(0).selectOption('A message came with it');
  await expect(written).toContainText('Nobody can ever fit this: it contradicts itself.');
  await written.getByRole('button', { name: 'Open to all' }).click();
  await expect(written.getByRole('list')).toBeHidden();
  await expect(written.getByRole('status')).toContainText('0 do not, 0 cannot be told.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });
      test('guidelines with all that can stand on the page are accessible', async ({ page }) => {
        await importUsual(page, makeExport({ connections: 40, invitations: 40 }));
        await page.goto('guidelines');
        await expectAccessible(page);
        const written = page.getByRole('region', { name: 'Your guidelines' });
        const add = written.getByRole('combobox', { name: 'Add a condition' });
        await add.selectOption('Their company is one of');
        await written.getByLabel('Their company is one of').fill('Woodgrove');
        await page.getByRole('button', { name: 'Apply', exact: true }).click();
        await expect(page.getByRole('region', { name: 'Versions' })).toBeVisible();
        await written.getByRole('button', { name: 'Add a group' }).click();
        await expect(written).toContainText('A group has nothing in it.');
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    });
  }
}
