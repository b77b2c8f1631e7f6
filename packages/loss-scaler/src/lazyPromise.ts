/**
 * A promise whose work starts when somebody asks for its result (`await`, `then`, `catch`, `finally`), and then once.
 * Never asked, it does nothing and cannot reject.
 *
 * @example
 * import { LazyPromise } from "@binade/loss-scaler";
 *
 * let reads = 0;
 * const lazy = new LazyPromise(async () => ++reads);
 * reads; // 0
 * await lazy; // 1
 * await lazy; // 1
 */
export class LazyPromise<T> implements Promise<T> {
  readonly [Symbol.toStringTag]: string = "LazyPromise";
  readonly #start: () => Promise<T>;
  #started: Promise<T> | undefined;

  constructor(start: () => Promise<T>) {
    this.#start = start;
  }

  // biome-ignore lint/suspicious/noThenProperty: this class is a promise
  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#result().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.#result().catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.#result().finally(onFinally);
  }

  #result(): Promise<T> {
    this.#started ??= this.#start();
    return this.#started;
  }
}
