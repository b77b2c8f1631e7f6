/**
 * Debian's backports: newer versions of packages for a stable release, from the mirror that the machine takes the release
 * itself from.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Releases whose backports are wanted: their Mesa is too old. */
const releases = ["bookworm"];
const added = "/etc/apt/sources.list.d/binade-backports.sources";

/**
 * Let apt know of the release's backports, unless it does.
 *
 * @returns {string | undefined} Their name, `undefined` where none are wanted or the mirror is not found.
 */
export function addBackports() {
  const release = releases.find((name) => readIfThere("/etc/os-release").includes(`VERSION_CODENAME=${name}\n`));
  if (release === undefined) return undefined;
  const suite = `${release}-backports`;
  const sources = aptSources();
  if (sources.some((source) => source.suites.includes(suite))) return suite;
  const own = sources.find((source) => source.suites.includes(release));
  if (own === undefined) return undefined;
  const signed = own.signedBy === undefined ? "" : `Signed-By: ${own.signedBy}\n`;
  writeFileSync(added, `Types: deb\nURIs: ${own.uri}\nSuites: ${suite}\nComponents: main\n${signed}`);
  return suite;
}

/** @typedef {{ uri: string, suites: readonly string[], signedBy: string | undefined }} AptSource */

/** The sources of apt in both of its notations. @returns {AptSource[]} */
function aptSources() {
  const folder = "/etc/apt/sources.list.d";
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  return ["/etc/apt/sources.list", ...files].flatMap((path) => {
    if (path.endsWith(".sources")) return parseStanzas(readIfThere(path));
    return path.endsWith(".list") ? parseLines(readIfThere(path)) : [];
  });
}

/** deb822: `Types: deb`, `URIs: …`, `Suites: …`. @param {string} text @returns {AptSource[]} */
export function parseStanzas(text) {
  return text.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (/** @type {string} */ name) => stanza.match(new RegExp(`^${name}: *(.+)$`, "m"))?.[1]?.trim();
    const [uri, suites] = [field("URIs")?.split(/\s+/)[0], field("Suites")];
    if (uri === undefined || suites === undefined || field("Enabled") === "no") return [];
    return [{ uri, suites: suites.split(/\s+/), signedBy: field("Signed-By") }];
  });
}

/** One line each: `deb [options] uri suite components`. @param {string} text @returns {AptSource[]} */
export function parseLines(text) {
  return text.split("\n").flatMap((line) => {
    const [, options = "", uri, suite] = line.match(/^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)/) ?? [];
    if (uri === undefined || suite === undefined) return [];
    return [{ uri, suites: [suite], signedBy: options.match(/signed-by=(\S+)/)?.[1] }];
  });
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
