import * as assert from "uvu/assert";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { drain, linesOf, numbered, openSpool, said } from "./spools.ts";

const marks = (...values: readonly (readonly [number, number])[]): ReadonlyMap<number, number> => new Map(values);

describe("lines that a state is tied to", (test) => {
  test("are cut off whole when that state was not saved, and stay when it was", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder);
      spool.append([numbered(0, 3)], { feed: 1, value: 7 });
      spool.append([numbered(3, 10_000, "y".repeat(100))], { feed: 1, value: 8 });
      spool.close();
      const { spool: unsaved, words } = openSpool(folder, { marks: marks([1, 7]) });
      assert.is(unsaved.status().lines, 3);
      assert.match(said(words), /10000 lines whose place in the logs was not saved are cut off and told again/);
      unsaved.append([numbered(3, 1)], { feed: 1, value: 8 });
      unsaved.close();
      const { spool: saved, words: none } = openSpool(folder, { marks: marks([1, 8]) });
      assert.equal(drain(saved, "acknowledge"), linesOf(numbered(0, 4)));
      assert.equal(none, []);
      saved.close();
    }));

  test("of other feeds, or tied to nothing, stay behind lines that go", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder, { maxBytes: 2000 });
      spool.append([numbered(0, 2)], { feed: 1, value: 1 });
      spool.append([numbered(2, 2)], { feed: 2, value: 5 });
      spool.append([numbered(4, 2)], { feed: 1, value: 1 });
      spool.append([numbered(6, 2)]);
      spool.append([numbered(8, 2)], { feed: 1, value: 2 });
      spool.close();
      for (let round = 0; round < 2; round++) {
        const { spool: again } = openSpool(folder, { maxBytes: 2000, marks: marks([1, 0], [2, 5]) });
        assert.equal(drain(again, "leave"), ["x=2", "x=3", "x=6", "x=7"]);
        assert.is(again.status().lines, 4);
        assert.is(again.status().dropped, 0, "they are told again");
        again.close();
      }
      // What is void stays so, whatever is saved later.
      const { spool: later } = openSpool(folder, { maxBytes: 2000, marks: marks([1, 9], [2, 5]) });
      assert.equal(drain(later, "acknowledge"), ["x=2", "x=3", "x=6", "x=7"]);
      assert.is(later.status().delivered, 4);
      assert.is(later.status().lines, 0);
      later.close();
    }));

  test("stay where that state is there no more, and its successor begins above all that is there", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder);
      spool.append([numbered(0, 3)], { feed: 1, value: 41 });
      spool.append([numbered(3, 3)], { feed: 1, value: 42 });
      spool.append([numbered(6, 1)], { feed: 2, value: 7 });
      assert.equal(
        [1, 2, 3].map((feed) => spool.greatestMark(feed)),
        [42, 7, 0],
      );
      spool.close();
      const { spool: orphaned, words } = openSpool(folder, { marks: marks([2, 7]) });
      assert.equal(words, []);
      assert.equal(
        [1, 2, 3].map((feed) => orphaned.greatestMark(feed)),
        [42, 7, 0],
      );
      orphaned.append([numbered(7, 2)], { feed: 1, value: 44 });
      orphaned.close();
      // The new state was saved as 43 before anything was told, and not after that.
      const { spool: again } = openSpool(folder, { marks: marks([1, 43], [2, 7]) });
      assert.equal(drain(again, "acknowledge"), linesOf(numbered(0, 7)));
      again.close();
    }));

  test("are cut off also where some of them were delivered", () =>
    inFolder((folder) => {
      const { spool } = openSpool(folder);
      spool.append([numbered(0, 2)], { feed: 1, value: 1 });
      spool.append([numbered(2, 8)], { feed: 1, value: 2 });
      const batch = spool.take({ maxLines: 5, maxBytes: 1000 });
      if (batch !== undefined) spool.acknowledge(batch.end);
      spool.close();
      const { spool: again } = openSpool(folder, { marks: marks([1, 1]) });
      assert.is(again.take({ maxLines: 5, maxBytes: 1000 }), undefined);
      assert.is(again.status().lines, 0);
      again.append([numbered(2, 8)], { feed: 1, value: 2 });
      assert.equal(drain(again, "acknowledge"), linesOf(numbered(2, 8)));
      again.close();
    }));
});
