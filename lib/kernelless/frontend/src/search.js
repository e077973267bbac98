// @ts-check
/**
 * Sphinx's search, mended: a word that every JavaScript object knows ("constructor") is looked up like any other; a
 * name with accents is found without them too; and from a folder, where no page can be fetched, the pages found are
 * listed without an excerpt. Where one can be fetched, it is read without the style that it has in itself (first.mjs),
 * which the policy of this page would complain of.
 *
 * Runs when the index has come and before the query does.
 */

/** Letters that no accent was put on. @type {Record<string, string>} */
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };

/** A word in lower case without accents. @param {string} word */
function plain(word) {
  const bare = word
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");
  return bare.replace(/[łøđðıßæœþ]/g, (letter) => LETTERS[letter]);
}

const known = Object.assign(Object.create(null), {
  /** What the search asks before it looks for parts of words. @this {object} @param {string} word */
  hasOwnProperty(word) {
    return Object.hasOwn(this, word);
  },
});

/** @param {number | number[] | undefined} pages */
const listed = (pages) => (pages === undefined ? [] : [pages].flat());

/**
 * The words of an index, each with its pages, and no others; those with accents stand there without them too.
 *
 * @param {Record<string, number | number[]>} words
 * @param {(word: string) => string} stem
 */
function mended(words, stem) {
  const found = Object.assign(Object.create(known), words);
  for (const [word, pages] of Object.entries(words))
    for (const name of new Set([plain(word), stem(plain(word))]))
      if (name !== word) found[name] = [...new Set([...listed(found[name]), ...listed(pages)])];
  return found;
}

/** What the theme's search works with. @param {NonNullable<typeof Search._index>} index */
function mend(index) {
  const Stems = window.Stemmer;
  const stems = new Stems();
  window.Stemmer = class {
    /** @param {string} word */
    stemWord(word) {
      return stems.stemWord(plain(word));
    }
  };
  for (const kind of ["terms", "titleterms"]) index[kind] = mended(index[kind], (word) => stems.stemWord(word));
}

const whole = Search.htmlToText;
Search.htmlToText = (html, anchor) => whole(html.replace(/<style data-first[^]*?<\/style>/, ""), anchor);
if (Search._index) mend(Search._index);
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
