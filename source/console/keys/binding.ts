/**
 * A key, the command that it runs, and what is said about it.
 */
import type {Reason} from '../state/refusal.ts';
import type {Completions} from '../state/text-input.ts';

/** A heading of the help and of the document about keys. */
export interface Group {
	readonly title: string;
	/** Its position among the headings; the lowest number comes first. */
	readonly place: number;
	/** The introduction to its keys in the document. */
	readonly introduction: string;
}

/**
 * The binding of a key to a command, as data.
 * @template State what its feature sees
 * @template Whole the state of the console
 * @template Context what the command acts on
 */
export interface KeyBinding<State, Whole, Context> {
	/** Key names; hints show the first one. Empty for a command that has only a name. */
	readonly keys: readonly string[];
	/** The name of the command, for the `:` prompt. */
	readonly command: string;
	/** One line for the help. */
	readonly description: string;
	/** The title of its group. */
	readonly group: string;
	/** Places and kinds of places. A place's own command replaces the same command of a kind. */
	readonly where: readonly string[];
	/** Whether it changes something on the director. A read-only console does not have such bindings. */
	readonly changes: boolean;
	/**
	 * Whether its keys cannot be changed: those that answer questions, so that they mean the same for everybody, and those
	 * without which a place could not be left.
	 */
	readonly isFixed?: true;
	/** A word or two for the line of key hints, and its position there (1 is first). */
	readonly hint?: {
		readonly text: string;
		/** The words at the moment, if what the key does depends on what is shown. */
		readonly textNow?: (state: State) => string;
		readonly priority: number;
		/** Commands whose first keys are shown beside its own: `< >`. */
		readonly beside?: readonly string[];
		/** The command for the opposite: while that can be used, nobody has to be told that this one cannot. */
		readonly opposite?: string;
	};
	/** Why it cannot be used now; null if it can. */
	readonly disabled?: (state: State) => Reason | null;
	readonly run: (context: Context) => void;
	/** The argument that can be typed after its name at the `:` prompt. */
	readonly argument?: CommandArgument<Whole, Context>;
}

/** The argument of a command: `:weight 5`. */
export interface CommandArgument<Whole, Context> {
	/** Its name in the documents, such as `N`. */
	readonly name: string;
	/** The completions of the part of the argument before the insertion point. */
	complete?(state: Whole, before: string): Completions;
	/** Runs the command with it. Returns what is wrong with the text; null if nothing is. */
	run(context: Context, text: string): string | null;
}
