/**
 * Timers, in ticks of simulated time.
 */

/** Items that wait for their tick. */
export class Timers<Item> {
	readonly #byTick = new Map<number, Item[]>();

	add(tick: number, item: Item): void {
		const items = this.#byTick.get(tick);
		if (items) {
			items.push(item);
		} else {
			this.#byTick.set(tick, [item]);
		}
	}

	/** Removes and returns the items due at this tick, in the order in which they were added. */
	take(tick: number): readonly Item[] {
		const items = this.#byTick.get(tick) ?? [];
		this.#byTick.delete(tick);
		return items;
	}
}
