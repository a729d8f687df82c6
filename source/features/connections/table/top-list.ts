/**
 * Keeps the first of many items, with memory for those only.
 */

/** Negative if the first argument comes first; no two are equal. */
export type Order<T> = (one: T, other: T) => number;

/** Keeps the first `limit` of all items offered. */
export interface TopList<T> {
	/** Whether the item would be kept. */
	fits(item: T): boolean;
	/** Keeps the item; if that is one too many, the last is dropped. */
	add(item: T): void;
	/** The kept items, in order. */
	sorted(): T[];
}

/** A heap whose top is the last of the kept items. */
export function createTopList<T>(limit: number, order: Order<T>): TopList<T> {
	const heap: T[] = [];

	const isAfter = (at: number, other: number) => {
		const one = heap[at];
		const two = heap[other];
		return one !== undefined && two !== undefined && order(one, two) > 0;
	};

	const swap = (at: number, other: number) => {
		const one = heap[at];
		const two = heap[other];
		if (one !== undefined && two !== undefined) {
			heap[at] = two;
			heap[other] = one;
		}
	};

	const sink = () => {
		let at = 0;
		for (;;) {
			const left = at * 2 + 1;
			const later = isAfter(left + 1, left) ? left + 1 : left;
			if (!isAfter(later, at)) {
				return;
			}

			swap(at, later);
			at = later;
		}
	};

	const rise = () => {
		let at = heap.length - 1;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			if (!isAfter(at, parent)) {
				return;
			}

			swap(at, parent);
			at = parent;
		}
	};

	const fits = (item: T) => {
		const [last] = heap;
		return heap.length < limit || (last !== undefined && order(item, last) < 0);
	};

	return {
		fits,
		add(item) {
			if (!fits(item)) {
				return;
			}

			if (heap.length < limit) {
				heap.push(item);
				rise();
			} else {
				heap[0] = item;
				sink();
			}
		},
		sorted: () => heap.toSorted(order),
	};
}
