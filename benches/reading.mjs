// Importing an export: reading it, beside fflate with PapaParse (`beside/reading.js`), and what
// the real page does with it.

/** Times reading the same archive, by turns, from its bytes to what can be worked with. */
export async function reading(page, made, { rounds, warmUp }) {
  return page.evaluate(async ([{ name, served, connections, invitations }, rounds, warmUp]) => {
    const { read } = await import('./beside/reading.js');
    const archive = new Uint8Array(await (await fetch(served)).arrayBuffer());
    bench ??= module.Bench.open();
    const ways = {
      own: async () => {
        const held = await bench.read(name, archive);
        return { counts: () => held.counts(), giveBack: () => held.free() };
      },
      beside: async () => {
        const rows = read(archive);
        const counts = () => [rows.connections.length, rows.invitations.length];
        return { counts, giveBack: () => {} };
      },
    };
    const times = { own: [], beside: [] };
    for (let round = -warmUp; round < rounds; round++) {
      for (const which of round % 2 ? ['own', 'beside'] : ['beside', 'own']) {
        gc();
        const start = performance.now();
        const held = await ways[which]();
        const took = performance.now() - start;
        const [people, invited] = held.counts();
        // Giving it back is no part of either: what is collected as garbage was above.
        held.giveBack();
        if (people !== connections || invited !== invitations) {
          throw new Error(`${which} has read ${people} and ${invited}`);
        }
        if (round >= 0) times[which].push(took);
      }
    }
    return times;
  }, [made, rounds, warmUp]);
}

/**
 * Drops an archive on the import page on a first visit, and imports it. Answers with how long
 * each took, until what follows is there, and with the longest task that the page had meanwhile:
 * 0 where none was long enough for the browser to tell of it.
 */
export async function importing(page, address, archive, heading) {
  await page.goto(`${address}import`);
  const field = page.getByLabel('LinkedIn export', { exact: true });
  await field.waitFor();
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    window.longest = 0;
    const note = (list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(longest, duration);
    };
    const observer = new PerformanceObserver((list) => note(list));
    observer.observe({ type: 'longtask' });
    const { port1, port2 } = new MessageChannel();
    const next = () => new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage('');
    });
    /** Waits for an element, from an event on, and a moment more for what still comes. */
    window.until = (type, selector, isThere) => {
      const painted = new Promise((resolve) => {
        addEventListener(type, (event) => {
          const look = async () => {
            const found = [...document.querySelectorAll(selector)].some(
              (it) => !isThere || it.textContent.trim() === isThere,
            );
            if (!found) return requestAnimationFrame(look);
            await next();
            resolve(performance.now() - event.timeStamp);
          };
          requestAnimationFrame(look);
        }, { capture: true, once: true });
      });
      window.told = painted.then(async (took) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        note({ getEntries: () => observer.takeRecords() });
        const told = { took, longest };
        longest = 0;
        return told;
      });
    };
  });
  await page.evaluate(() => until('change', '#report', ''));
  // From the disk: nothing of it goes through a script of the page.
  await field.setInputFiles(archive);
  const dropped = await page.evaluate(() => told);
  await page.evaluate((heading) => until('click', 'h1', heading), heading);
  const report = page.getByRole('region', { name: 'Import report' });
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  const imported = await page.evaluate(() => told);
  return { dropped, imported };
}
