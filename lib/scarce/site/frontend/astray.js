// @ts-check
/**
 * The page for an address that leads nowhere. A host shows it in any folder, so its links are written anew from where
 * the site turns out to be; and where the address ends like that of a page, that page is named first.
 */

const links = [...document.querySelectorAll("a[data-page]")].filter((link) => link instanceof HTMLAnchorElement);
/** @param {HTMLAnchorElement} link */
const pageOf = (link) => link.dataset.page ?? "";

/** The folders that the site may be in, the likeliest first: that above one of its own folders, then the nearest. */
function folders() {
  const parts = location.pathname.split("/").slice(1, -1);
  const above = parts.map((_, i) => ["", ...parts.slice(0, parts.length - i), ""].join("/"));
  const own = new Set(links.map((link) => pageOf(link).split("/")[0]));
  const likely = parts.flatMap((part, i) => (own.has(part) ? [["", ...parts.slice(0, i), ""].join("/")] : []));
  return [...new Set([...likely, ...above, "/"])];
}

/** @param {string} folder */
async function isSite(folder) {
  try {
    const answer = await fetch(`${folder}searchindex.js`, { method: "HEAD" });
    return answer.ok && !answer.headers.get("content-type")?.includes("html");
  } catch {
    return false;
  }
}

/** @param {string} address A page's, or what is near one. */
const nameOf = (address) =>
  address
    .replace(/\/+$/, "")
    .replace(/.*\//, "")
    .replace(/\.\w+$/, "")
    .toLowerCase();

/** The page whose name the address has. @param {HTMLElement} place */
function suggest(place) {
  const meant = links.find((link) => nameOf(pageOf(link)) === nameOf(location.pathname));
  if (!meant) return;
  const link = document.createElement("a");
  link.href = meant.href + location.search + location.hash;
  link.textContent = meant.textContent;
  place.append("Perhaps you meant: ", link);
  place.hidden = false;
}

async function find() {
  if (location.protocol === "file:" || nameOf(location.pathname) === "404") return;
  for (const folder of folders()) {
    if (!(await isSite(folder))) continue;
    for (const link of links) link.href = folder + pageOf(link);
    const place = document.getElementById("meant");
    if (place) suggest(place);
    return;
  }
}

find();
