/** What can be kept: a thing with a resource id. */
export interface Identified {
  readonly id: string;
}

/** Things by resource id. Ids keep the casing they came with and are compared without it. */
export class Store<T extends Identified> {
  readonly #things = new Map<string, T>();

  get(id: string): T | undefined {
    return this.#things.get(id.toLowerCase());
  }

  set(thing: T): T {
    this.#things.set(thing.id.toLowerCase(), thing);
    return thing;
  }

  delete(id: string): boolean {
    return this.#things.delete(id.toLowerCase());
  }

  all(): T[] {
    return [...this.#things.values()];
  }

  /** Everything whose id lies below `id`, at any depth. */
  under(id: string): T[] {
    const prefix = `${id.toLowerCase()}/`;
    return this.all().filter(thing => thing.id.toLowerCase().startsWith(prefix));
  }
}
