/** Works through the items, as many at once as there are lanes; gives a promise for each item, in their order. */
export const inLanes = <Lane, Item, Result>(
  lanes: readonly Lane[],
  items: readonly Item[],
  work: (lane: Lane, item: Item) => Promise<Result>,
): Promise<Result>[] => {
  const results = items.map(() => Promise.withResolvers<Result>());
  // Whoever waits for an item hears of its failure; that nobody waits yet is no fault.
  for (const { promise } of results) promise.catch(() => undefined);
  const left = [...items.entries()];
  for (const lane of lanes) void drain(lane);
  return results.map(({ promise }) => promise);

  async function drain(lane: Lane): Promise<void> {
    for (let next = left.shift(); next; next = left.shift()) {
      const [n, item] = next;
      await work(lane, item).then(results[n]?.resolve, results[n]?.reject);
    }
  }
};
