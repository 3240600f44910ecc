// Searching connections as one types: this program beside uFuzzy and MiniSearch (`beside/search.js`),
// on the same folded texts and with the same keys, by turns.

/**
 * The times of each key in milliseconds, of this program and of the others, and how many of
 * those who were typed were not found. `alone`: of this program only.
 */
export async function search(page, count, warmUp, alone = false) {
  return page.evaluate(async ([count, warmUp, alone]) => {
    /**
     * What is typed: beginnings of two words of somebody drawn by a fixed seed, in either order,
     * or one word with a slip; each key of it.
     */
    function typed(texts, count) {
      let seed = 7;
      const below = (end) => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor((seed / 2 ** 32) * end);
      };
      const keys = [];
      for (let kind = 0; keys.length < count; ) {
        const at = below(texts.length);
        const words = texts[at].split(' ').filter((word) => /^[a-z]{5,}$/.test(word));
        if (words.length < 2) continue;
        const [one, other] = words;
        const slip = one.slice(0, 2) + one[3] + one[2] + one.slice(4);
        const whole = [`${other} ${one}`, `${one} ${other}`, slip][kind % 3];
        kind += 1;
        for (let end = 1; end <= whole.length; end++) {
          keys.push({ key: whole.slice(0, end), at, isWhole: end === whole.length });
        }
      }
      return keys;
    }

    bench.prepare_search();
    const texts = bench.texts();
    const ways = { own: (key) => bench.search(key) };
    if (!alone) {
      const { withUFuzzy, withMiniSearch } = await import('./beside/search.js');
      Object.assign(ways, { fuzzy: withUFuzzy(texts), mini: withMiniSearch(texts) });
    }
    const names = Object.keys(ways);
    const times = Object.fromEntries(names.map((name) => [name, []]));
    const missed = Object.fromEntries(names.map((name) => [name, 0]));
    const keys = typed(texts, count);
    for (let round = -warmUp; round < keys.length; round++) {
      const { key, at, isWhole } = keys[(round + keys.length) % keys.length];
      for (const name of round % 2 ? names : names.toReversed()) {
        const start = performance.now();
        const found = ways[name](key);
        const took = performance.now() - start;
        if (round < 0) continue;
        times[name].push(took);
        if (!isWhole) continue;
        const places = name === 'own' ? bench.found_places() : found;
        if (!Array.from(places).includes(at)) missed[name]++;
      }
    }
    // Whoever searches must find who was typed, or its time is worth nothing.
    if (missed.own > 0) throw new Error(`${missed.own} were not found`);
    return { times, missed };
  }, [count, warmUp, alone]);
}
