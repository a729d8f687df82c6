/**
 * The console as types: its state, its store, and what features add to them. They are in one file because they depend
 * on each other: a prompt acts on the store, whose state contains the prompt.
 */
import type {ReactNode} from 'react';
import type {StoreApi} from 'zustand/vanilla';
import type {Outcome, Plan} from '../../plans/plan.ts';
import type {FilterView} from '../filter/filter-term.ts';
import type {TermName} from '../filter/vocabulary.ts';
import type {ColumnChoice, ListedColumn} from '../table/choose-columns.ts';
import type {List} from '../table/list.ts';
import type {Sort} from '../table/sort-rows.ts';
import type {Units} from '../text/figures.ts';
import type {Piece} from '../text/paint.ts';
import type {Theme, ThemeChoice} from '../text/theme.ts';
import type {ConsoleDeps, ScreenParts} from './console-deps.ts';
import type {RowId} from './console-row.ts';
import type {DirectorId, DirectorState} from './director-state.ts';
import type {TerminalSize} from './layout.ts';
import type {Messages} from './message.ts';
import type {Selection} from './selection.ts';
import type {
	CompletionCycle,
	Completions,
	Recall,
	TextEdit,
	TextInput,
	TextProblem,
} from './text-input.ts';

/** The state of the screen and the operator's choices that belong to no single feature. */
export interface Frame extends Messages {
	/** The monotonic clock, milliseconds, at the last change or tick: for ages on the screen. */
	readonly now: number;
	/** Milliseconds between readings. */
	readonly interval: number;
	readonly paused: boolean;
	/** Whether a read-only console was requested. */
	readonly readOnly: boolean;
	/** The option or configuration file that requests it, in words; null if unknown. */
	readonly readOnlyBy: string | null;
	/** Whether plans are only shown and never run. */
	readonly dryRun: boolean;
	readonly units: Units;
	readonly theme: ThemeChoice;
	/** The operator's own theme, which the command for the next theme comes back to; null if there is none. */
	readonly ownTheme: Theme | null;
	readonly size: TerminalSize;
	/** The id of the open view. */
	readonly view: string;
	/** The chosen columns of each table. */
	readonly columns: ColumnChoice;
	/** Whether the side panel of a view is shown if there is room for it. */
	readonly sidePanel: boolean;
	/** Whether the strip of graphs below a view is shown if there is room for it. */
	readonly strip: boolean;
	readonly overlay: Overlay | null;
	readonly prompt: Prompt | null;
	/** The texts accepted at each prompt by its name, for ↑; the newest last. */
	readonly histories: Readonly<Record<string, readonly string[]>>;
	/** The first key of a command as people know it, `Esc`; `:theme` for a command without a key. */
	readonly keyOf: (command: string) => string;
	/** The running plan. */
	readonly applying: Plan | null;
	/** The steps of the running plan that were executed so far. */
	readonly applied: number;
	/** Stops the running plan before its next command; null if nothing runs that can be stopped. */
	readonly stopApplying: (() => void) | null;
	/** The row that a plan has just added: the cursor goes to it as soon as a reading has it. */
	readonly awaited: RowId | null;
	/** Why the cursor has left its row by itself, until the next key; null if it has not. */
	readonly departed: string | null;
	/** The rest of the word `yes`, typed at a plan that `y` had already confirmed: it is not acted on. */
	readonly typedAhead: TypedAhead | null;
	/** Executed plans that can be undone, the newest last. */
	readonly done: readonly DonePlan[];
	/** The selection of the open overlay or view; derived from the rest of the state. */
	readonly selection: Selection;
	readonly director: DirectorState;
}

/** Keys that belong to an answer that has already been taken. */
export interface TypedAhead {
	/** In their order; the first one must be the next key. */
	readonly keys: readonly string[];
	/** Later keys count again, monotonic milliseconds. */
	readonly until: number;
}

export interface ConsoleState extends Frame {
	/** The features; constant. */
	readonly assembly: Assembly;
	/** The features' parts by feature id; only a feature's slice opens its own. */
	readonly slices: Readonly<Record<string, unknown>>;
}

/** A change of the state without side effects. */
export type Reducer = (state: ConsoleState) => Partial<ConsoleState>;

export interface ConsoleStore
	extends Pick<StoreApi<ConsoleState>, 'getState' | 'getInitialState' | 'subscribe'> {
	readonly deps: ConsoleDeps;
	/** Applies changes one after the other and notifies subscribers once. */
	update(...reducers: readonly Reducer[]): void;
}

export type Lines = readonly (readonly Piece[])[];

/** Something that covers the view. */
export interface Overlay {
	/** The place of its keys. */
	readonly place: string;
	/** The number of lines above the screen. */
	readonly scroll: number;
	/** The overlay from which it was opened, and to which it leads back; missing if that was a view. */
	readonly under?: Overlay;
	/** Its topic; only the feature that opened it knows the type. See {@link defineTopic}. */
	readonly topic?: Topic;
	/** Its text; null if `body` draws it. */
	text?(state: ConsoleState): {readonly title: string; readonly lines: Lines} | null;
	/** Draws it on `height` lines if it is not text. */
	body?(state: ConsoleState, height: number): ReactNode;
	/** The number of lines of a `body`, and how many of them fit. */
	extent?(state: ConsoleState): {readonly lines: number; readonly height: number};
	/** What its keys act on, whatever is at the cursor of the view; missing if it is not about a row. */
	select?(state: ConsoleState): Selection;
	/** The parts of a reading that it needs besides the table. */
	readonly wants?: Partial<ScreenParts>;
	/** Handles typing in a form. */
	type?(change: TextEdit): Reducer;
	/** Helps with what is typed in a form, in place of the key hints; null if the keys are more useful. */
	help?(state: ConsoleState): readonly Piece[] | null;
}

/** A value that only its owner can read. */
export interface Topic {
	readonly name: string;
	readonly value: unknown;
}

/** A prompt for a line of text. */
export interface TextPrompt {
	readonly kind: 'text';
	/** The subject of the prompt in a word: `filter`, `weight`, … */
	readonly name: string;
	readonly input: TextInput;
	question(state: ConsoleState): string;
	/** Beside the typed text: what is wrong with it, or what it would do. */
	remark?(state: ConsoleState, text: string): Piece;
	/** Handles the text; if it is invalid, the prompt stays open. */
	accept(store: ConsoleStore, text: string): void;
	/** Takes effect while typing. */
	typed?(text: string): Reducer;
	/** What is wrong with the text and where, shown below it; null if nothing is. */
	problem?(state: ConsoleState, text: string): TextProblem | null;
	/** The completions of the text before the insertion point. */
	complete?(state: ConsoleState, before: string): Completions;
	/** The possibilities that Tab goes through. */
	readonly cycle?: CompletionCycle;
	/** The text that was taken from the history, until it is edited. */
	readonly recall?: Recall;
	/** The state that Esc restores. */
	readonly leave?: Reducer;
}

/** A question that is answered by yes or no. */
export interface YesNoPrompt {
	readonly kind: 'question';
	readonly question: string;
	accept(store: ConsoleStore): void;
}

/** A plan that waits for confirmation. */
export interface Confirmation {
	readonly kind: 'confirm';
	readonly plan: Plan;
	/** The director that it would change. */
	readonly director: DirectorId;
	/** The origin of messages about it: `weight`, `undo`, … */
	readonly origin: string;
	/** The topic it was made for, so that its feature can make it again. */
	readonly topic?: Topic;
	/** Whether it appeared unasked; then Enter, pressed for something else, does not confirm it. */
	readonly isOffered?: true;
	/** The typed word, if a key is not enough to confirm. */
	readonly input: TextInput;
	/** Lines of the list of commands above the visible part. */
	readonly scroll: number;
	/** The largest `scroll` so far: what was on the screen counts as read. */
	readonly furthest?: number;
	readonly dialog?: Dialog;
	/** Runs it in another way than command by command, and reports its outcome itself. */
	carryOut?(store: ConsoleStore): Promise<void>;
	/** The change after it has ended, besides the plan itself. */
	whenDone?(outcome: Outcome): Reducer;
	/** Whether it undoes the last plan; then the next undo continues with the one before. */
	readonly isUndo?: true;
	/** Text after "nothing was changed" if it is cancelled. */
	readonly whenLeft?: string;
	readonly wants?: Partial<ScreenParts>;
}

/** Additions to the dialog of a plan. */
export interface Dialog {
	/** Everything to read before confirming, made from the plan's own warnings and commands. */
	text?(state: ConsoleState, plan: {readonly warnings: Lines; readonly commands: Lines}): Lines;
	/** The options, on a separate line; null if there are none. */
	choices?(state: ConsoleState): readonly Piece[] | null;
	/** Rows of the table that stay visible above it; by default a third of the screen. */
	readonly rowsAbove?: number;
}

export type Prompt = TextPrompt | YesNoPrompt | Confirmation;

/** An executed plan. */
export interface DonePlan {
	readonly plan: Plan;
	/** The director that it has changed. */
	readonly director: DirectorId;
	/** The number of executed steps: all, or those before the one that failed. */
	readonly done: number;
	/** The way to undo it, if not by undoing its steps. */
	readonly way?: {
		/** The state to which the undo leads; once that is reached in another way, this entry is obsolete. */
		readonly to: string;
		undo(store: ConsoleStore): void;
	};
}

/** A view over the whole state, which it opens for its feature alone. See {@link defineFeature}. */
export interface View {
	/** Also the name of the command that opens it, and the value of `--view`. */
	readonly id: string;
	/** The key that opens it. */
	readonly key: string;
	readonly title: string;
	/** For a screen without room for the titles of all views. */
	readonly shortTitle: string;
	readonly kinds: readonly ViewKind[];
	/** The heading of the keys that only this view has. */
	readonly group: string | null;
	/** Its rows, for moving and filtering; null for a view that has neither. */
	readonly list: {
		of(state: ConsoleState): List;
		change(state: ConsoleState, list: ListChange): Partial<ConsoleState>;
	} | null;
	/** The name of the command that opens the row at the cursor; null if there is none. */
	readonly opens: string | null;
	/** What the filter language has for its rows; null for a view without rows. */
	readonly filter: FilterView | null;
	/** Whether applying a filter is expensive: it is then applied only when typing ends. */
	readonly isFilterExpensive: boolean;
	/** Lines above its column titles. */
	headHeight(state: ConsoleState): number;
	/** The number of its marked rows. */
	marked(state: ConsoleState): number;
	select(state: ConsoleState): Selection;
	/** Its columns, for the chooser; null if it has none to choose. */
	readonly columns: {
		/** The name of the open table: that of the view, unless the view has several. */
		table(state: ConsoleState): string;
		all(state: ConsoleState): readonly ChoosableColumn[];
		sort(state: ConsoleState): Sort | null;
		/** Sorts by a column; if its rows already are, the other way round. */
		sortBy(column: string): Reducer;
		/** The column whose title covers a cell of the line of titles; null if none does, or titles do not sort. */
		titleAt(state: ConsoleState, cell: number): string | null;
	} | null;
	body(state: ConsoleState, height: number): ReactNode;
	/**
	 * The lines of its side panel: the row at the cursor, in the columns of the state's size, on `height` lines. Null if it
	 * has none. It depends on nothing but that row, the director, the units, the executed plans and the size.
	 */
	readonly panel: ((state: ConsoleState, height: number) => Lines) | null;
	/** Whether a strip of graphs of the whole director is shown below it if there is room; see {@link Feature}. */
	readonly hasStrip: boolean;
}

/** A column that the operator can choose. */
export type ChoosableColumn = Pick<ListedColumn, 'id' | 'title' | 'isSortable'>;

export type ListChange = Partial<Pick<List, 'cursor' | 'top' | 'filter'>>;

/**
 * `targets`: actions are possible on the destinations that it selects. `rows`: its rows are services and their
 * destinations.
 */
export type ViewKind = 'targets' | 'rows';

/**
 * `live`: it follows the readings. `form`: characters are typed in it. `helped`: the help can be opened from it. `target`:
 * actions are possible on the one thing that it is about; `row`: that is a service or a destination.
 */
export type OverlayKind = 'live' | 'form' | 'helped' | 'target' | 'row';

/** The places of overlays with their kinds. */
export type OverlayKinds = Readonly<Record<string, readonly OverlayKind[]>>;

/** One step of a guide through the console. */
export interface Guide {
	/** How far it is: `3/11`. */
	readonly place: string;
	readonly text: string;
}

/** A feature as the console uses it; made by {@link defineFeature}. */
export interface Feature {
	readonly id: string;
	readonly initial: object;
	initialKept(): object;
	readonly views: readonly View[];
	readonly bindings: readonly Binding[];
	readonly groups: readonly Group[];
	readonly overlays: OverlayKinds;
	derive(before: ConsoleState, now: ConsoleState): ConsoleState;
	attend(before: ConsoleState, now: ConsoleState, store: ConsoleStore): void;
	start(store: ConsoleStore): void;
	afterPlan(plan: Plan, outcome: Outcome): Reducer;
	wants(state: ConsoleState): Partial<ScreenParts>;
	says(state: ConsoleState): string;
	headline(state: ConsoleState, room: number): Piece | null;
	guide(state: ConsoleState): Guide | null;
	/** The strip of graphs below views, on exactly this many lines; null if it has none. */
	strip(state: ConsoleState, height: number): Lines | null;
	/** Values of a term of the filter language that it knows, for the completion. */
	valuesOf(state: ConsoleState, term: TermName): readonly string[];
	awaits(state: ConsoleState): boolean;
}

/** The console's features, views and keys. The program creates it. */
export interface Assembly {
	readonly features: readonly Feature[];
	/** In the order of their keys; the first is open at the start. */
	readonly views: readonly View[];
	/** The places of all overlays. */
	readonly overlays: readonly string[];
	readonly overlayKinds: OverlayKinds;
	/** The only table of keys. */
	readonly bindings: readonly Binding[];
	/** The headings of the help and of docs/keys.md, in their order. */
	readonly groups: readonly Group[];
}

/** Actions that only the terminal itself can perform. */
export interface TerminalControls {
	quit(): void;
	/** Hands the terminal to the shell until the operator returns. */
	suspend(): void;
	/** Redraws the whole screen. */
	redraw(): void;
	/** Puts a text on the clipboard of the terminal, if the terminal allows it; missing if there is no terminal. */
	copy?(text: string): void;
}

/** The context of a command. */
export interface CommandContext {
	readonly store: ConsoleStore;
	readonly terminal: TerminalControls;
}

/** A heading of the help and of the document about keys. */
export interface Group {
	readonly title: string;
	/** Its position among the headings; the lowest number comes first. */
	readonly place: number;
	/** The introduction to its keys in the document. */
	readonly introduction: string;
}

/** The binding of a key to a command, as data. */
export interface Binding<State = ConsoleState> {
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
		readonly priority: number;
		/** Commands whose first keys are shown beside its own: `< >`. */
		readonly beside?: readonly string[];
		/** The command for the opposite: while that can be used, nobody has to be told that this one cannot. */
		readonly opposite?: string;
	};
	/** Why it cannot be used now; null if it can. */
	readonly disabled?: (state: State) => string | null;
	readonly run: (context: CommandContext) => void;
	/** What can be typed after its name at the `:` prompt. */
	readonly argument?: BindingArgument;
}

/** The argument of a command: `:weight 5`. */
export interface BindingArgument {
	/** Its name in the documents, such as `N`. */
	readonly name: string;
	/** The completions of the part of the argument before the insertion point. */
	complete?(state: ConsoleState, before: string): Completions;
	/** Runs the command with it. Returns what is wrong with the text; null if nothing is. */
	run(context: CommandContext, text: string): string | null;
}
