// This file defines the test of the twins: each has the output of its Aussom program. Run by node --test bench/js.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import test from "node:test";

const programs = new URL("../", import.meta.url);
const names = (await readdir(programs)).filter((name) => name.endsWith(".aus")).map((name) => name.slice(0, -".aus".length));

test("there are programs", () => assert.ok(names.length > 0));

for (const name of names) {
  test(name, async () => {
    const { run } = await import(`./${name}.mjs`);
    const expected = await readFile(new URL(`${name}.out`, programs), "utf8");
    assert.equal(run(), expected.trimEnd());
    assert.equal(run(), expected.trimEnd(), "when run again");
  });
}
