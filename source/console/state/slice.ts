/**
 * The part of the state that belongs to one feature. Only the feature's own slice opens it: to all others its type is
 * unknown.
 */
import type {DirectorState} from './director-state.ts';
import type {ConsoleState, Frame, Reducer} from './model.ts';

/** The state that a feature can read: the frame with the director, and its own parts of the screen and the director. */
export interface Seen<Own = unknown, Kept = unknown> extends Frame {
	readonly own: Own;
	readonly kept: Kept;
}

/** The state that a feature can change: anything of the frame, and its own parts. */
export interface Change<Own = unknown, Kept = unknown> extends Partial<Frame> {
	readonly own?: Partial<Own>;
	readonly kept?: Partial<Kept>;
}

export interface Slice<Own extends object, Kept extends object> {
	/** The id of the feature. */
	readonly id: string;
	/** Its initial part of the screen. */
	readonly initial: Own;
	/** Its initial state of a director; created for each director. */
	initialKept(): Kept;
	see(state: ConsoleState): Seen<Own, Kept>;
	/** Its state of this director, for the functions that it exports to other features. */
	keptOf(director: DirectorState): Kept;
	/** The state with these changes. */
	with(state: ConsoleState, change: Change<Own, Kept>): ConsoleState;
	/** Converts a reducer of the feature to one of the console. */
	reduce(how: (seen: Seen<Own, Kept>) => Change<Own, Kept>): Reducer;
	/** A reducer that changes only the feature's part of the screen. */
	change(how: (own: Own) => Partial<Own>): Reducer;
}

/** A feature's part of the state. */
export function defineSlice<Own extends object, Kept extends object = object>(
	id: string,
	initial: Own,
	initialKept: () => Kept = () => ({}) as Kept,
): Slice<Own, Kept> {
	const known = new WeakMap<ConsoleState, Seen<Own, Kept>>();
	const see = (state: ConsoleState): Seen<Own, Kept> => {
		const before = known.get(state);
		if (before !== undefined) {
			return before;
		}

		const {slices, assembly: _, ...frame} = state;
		const seen: Seen<Own, Kept> = {
			...frame,
			own: slices[id] as Own,
			kept: state.director.kept[id] as Kept,
		};
		known.set(state, seen);
		return seen;
	};
	const merged = (state: ConsoleState, {own, kept, ...frame}: Change<Own, Kept>): ConsoleState => {
		const {slices} = state;
		const director = frame.director ?? state.director;
		return {
			...state,
			...frame,
			...(own && {slices: {...slices, [id]: {...(slices[id] as Own), ...own}}}),
			...(kept && {
				director: {
					...director,
					kept: {...director.kept, [id]: {...(director.kept[id] as Kept), ...kept}},
				},
			}),
		};
	};
	return {
		id,
		initial,
		initialKept,
		see,
		keptOf: ({kept}) => kept[id] as Kept,
		with: merged,
		reduce: how => state => merged(state, how(see(state))),
		change: how => state => merged(state, {own: how(state.slices[id] as Own)}),
	};
}
