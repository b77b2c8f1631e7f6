import { describe, expect, it } from "vitest";
import { LazyPromise } from "./index.ts";

describe("new LazyPromise(start)", () => {
  it("starts on the first await, then or catch or finally, and only once", async () => {
    for (const ask of ["await", "then", "catch", "finally"]) {
      let starts = 0;
      const lazy = new LazyPromise(async () => ++starts);
      await Promise.resolve();
      expect(starts).toBe(0);
      if (ask === "then") await lazy.then((value) => expect(value).toBe(1));
      if (ask === "catch") expect(await lazy.catch(() => 0)).toBe(1);
      if (ask === "finally") expect(await lazy.finally(() => {})).toBe(1);
      expect(await lazy).toBe(1);
      expect(await lazy).toBe(1);
      expect(starts).toBe(1);
    }
  });

  it("hands a failure to whoever asks, and to nobody else", async () => {
    const lazy = new LazyPromise(() => Promise.reject(new Error("device lost")));
    await expect(lazy).rejects.toThrow("device lost");
    expect(await lazy.catch(() => "caught")).toBe("caught");
  });
});
