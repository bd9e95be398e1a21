/** Gives equal values one number, in the order in which they first occur. */
export class Numbers<T> {
  readonly values: T[] = [];
  readonly #known = new Map<string, number>();

  of(key: string, make: () => T): number {
    let number = this.#known.get(key);
    if (number === undefined) {
      number = this.values.push(make()) - 1;
      this.#known.set(key, number);
    }
    return number;
  }
}
