// What a web developer would take for a search as one types.
import UFuzzy from '@leeoniya/ufuzzy';
import MiniSearch from 'minisearch';

/** A single error is allowed in each word; up to five words may stand in any order. */
export function withUFuzzy(texts) {
  const fuzzy = new UFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
  // Ranked where no more than a thousand are found, as is its own way.
  return (key) => fuzzy.search(texts, key, true)[0] ?? [];
}

/** Words by how they begin, with one error in those of more than four letters. */
export function withMiniSearch(texts) {
  const index = new MiniSearch({
    fields: ['text'],
    searchOptions: {
      prefix: true, combineWith: 'AND', fuzzy: (word) => (word.length > 4 ? 1 : false),
    },
  });
  index.addAll(texts.map((text, id) => ({ id, text })));
  return (key) => index.search(key).map((found) => found.id);
}
