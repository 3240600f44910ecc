// What every test checks besides its own matter: no error on the console, no request to
// another host, and no word of the user's network in any address that is asked for.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

type Watch = {
  /** Every address that was asked for. */
  asked: string[];
  /** Whatever went wrong without the test asking. */
  wrong: string[];
};

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, baseURL }, use) => {
      const watch: Watch = { asked: [], wrong: [] };
      const own = new URL(baseURL!).host;
      context.on('page', (page) => {
        page.on('console', (message) => {
          if (message.type() === 'error' || message.type() === 'warning') {
            watch.wrong.push(`console ${message.type()}: ${message.text()}`);
          }
        });
        page.on('pageerror', (error) => watch.wrong.push(`error: ${error.message}`));
      });
      await context.route('**/*', async (route) => {
        const url = new URL(route.request().url());
        watch.asked.push(decodeURIComponent(url.href));
        if (url.protocol.startsWith('http') && url.host !== own) {
          watch.wrong.push(`asked another host: ${url.href}`);
          await route.abort();
        } else {
          await route.continue();
        }
      });
      await use(watch);
      expect(watch.wrong).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** No rule of axe is broken on this page; none is left out, and no element. */
export async function expectAccessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).analyze();
  const broken = found.violations.map(
    (rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  );
  expect(broken).toEqual([]);
}

/** No list or line is wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBe(0);
}
