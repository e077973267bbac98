"""What the theme's scripts lack is there before them."""

import json
import subprocess

import pytest
from kernelless.live_chart import FRONTEND
from kernelless.sphinx import passes, scripts
from kernelless.sphinx.built import node

PAGE = '<html><head><meta charset="utf-8" /><title>T</title><script data-cfasync="false">theme()</script></head></html>'


def armed(page, script):
    tree = passes.parsed(page)
    scripts.armed(tree, script)
    return passes.written(tree)


def test_the_store_comes_before_the_theme_asks_for_it():
    page = armed(PAGE, "store()\n")
    assert page.count("store()") == 1
    assert page.index('<script data-cfasync="false">store()</script>') < page.index("theme()")
    assert page.index("charset") < page.index("store()")


def test_a_page_without_the_theme_gets_none():
    plain = PAGE.replace('<script data-cfasync="false">theme()</script>', "")
    assert armed(plain, "store()") == passes.written(passes.parsed(plain))


#: Stores as browsers have them: one that works, and those that fail, each in its way.
STORES = {
    "works": "new Memory()",
    "is none": "null",
    "is undefined": "undefined",
    "refuses to be asked for": "(() => { throw new DOMException('denied', 'SecurityError'); })()",
    "is full": "Object.assign(new Memory({ old: 'there' }), { setItem: refuse })",
    "only reads": "Object.assign(new Memory({ old: 'there' }), { setItem: refuse, removeItem: refuse })",
    "refuses to read": "Object.assign(new Memory(), { getItem: refuse })",
    "forgets": "Object.assign(new Memory(), { setItem() {} })",
}
TRY = """
const refuse = () => { throw new DOMException("no", "QuotaExceededError"); };
class Memory {
  constructor(held = {}) { Object.assign(this, held); Object.defineProperty(this, "held", { value: held }); }
  getItem(key) { return Object.hasOwn(this.held, key) ? this.held[key] : null; }
  setItem(key, value) { this.held[key] = String(value); }
  removeItem(key) { delete this.held[key]; }
  key(index) { return Object.keys(this.held)[index] ?? null; }
  get length() { return Object.keys(this.held).length; }
}
globalThis.window = globalThis;
globalThis.history = { state: null };
let given;
Object.defineProperty(globalThis, "localStorage", { get: () => STORE, configurable: true });
const STORE_IS = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
await import(FILE);
const before = { old: localStorage.getItem("old"), none: localStorage.getItem("none") };
localStorage.setItem("mode", 5);
localStorage.setItem("other", "x");
localStorage.removeItem("other");
console.log(JSON.stringify({
  ...before, mode: localStorage.getItem("mode"), other: localStorage.getItem("other"),
  replaced: Object.getOwnPropertyDescriptor(globalThis, "localStorage").get !== STORE_IS.get,
}));
"""


@pytest.mark.parametrize("store", STORES)
def test_a_store_that_fails_lasts_as_long_as_the_page_and_one_that_works_is_left_alone(tmp_path, store):
    made = "given ??= new Memory()" if store == "works" else STORES[store]
    text = TRY.replace("=> STORE", f"=> ({made})").replace("FILE", json.dumps(str(FRONTEND / "src" / "storage.js")))
    (tmp_path / "try.mjs").write_text(text)
    done = subprocess.run([*node(), tmp_path / "try.mjs"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    old = "there" if "old" in STORES[store] else None
    assert found == {"old": old, "none": None, "mode": "5", "other": None, "replaced": store != "works"}
