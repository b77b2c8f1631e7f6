import type { Tensor } from "./tensor.ts";

/** A stretch of work whose tensors are disposed of at its end, except those kept for the enclosing scope. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #onEnd: (scope: Scope) => void;
  readonly #tensors = new Set<Tensor>();
  #hasEnded = false;

  constructor(parent: Scope | undefined, onEnd: (scope: Scope) => void) {
    this.#parent = parent;
    this.#onEnd = onEnd;
  }

  adopt(tensor: Tensor): void {
    this.#tensors.add(tensor);
  }

  /** Let `tensor` outlive this scope; the enclosing scope, if any, answers for it then. */
  keep<T extends Tensor>(tensor: T): T {
    if (this.#tensors.delete(tensor)) this.#parent?.adopt(tensor);
    return tensor;
  }

  /** Let `tensor` outlive every scope: its owner disposes of it. */
  release<T extends Tensor>(tensor: T): T {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.#parent) scope.#tensors.delete(tensor);
    return tensor;
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#onEnd(this); // throws out of order, and the scope goes on
    this.#hasEnded = true;
    for (const tensor of this.#tensors) tensor.dispose();
  }

  [Symbol.dispose](): void {
    this.end();
  }
}
