/**
 * The console as types: its state, its store, and what features add to them. They are in one file because they depend
 * on each other: a prompt acts on the store, whose state contains the prompt. Keys, views and overlays need not know the whole
 * state: `keys/binding.ts`, `view-of.ts` and `overlay-of.ts`.
 */
import type {StoreApi} from 'zustand/vanilla';
import type {Outcome, Plan} from '../../plans/plan.ts';
import type {TermName} from '../filter/vocabulary.ts';
import type {Group, KeyBinding} from '../keys/binding.ts';
import type {ColumnChoice} from '../table/choose-columns.ts';
import type {Units} from '../text/figures.ts';
import type {Lines, Piece} from '../text/paint.ts';
import type {Theme, ThemeChoice} from '../text/theme.ts';
import type {ConsoleDeps, ScreenParts} from './console-deps.ts';
import type {RowId} from './console-row.ts';
import type {DirectorId, DirectorState} from './director-state.ts';
import type {TerminalSize} from './layout.ts';
import type {Messages} from './message.ts';
import type {OverlayKinds, OverlayOf} from './overlay-of.ts';
import type {Selection} from './selection.ts';
import type {CompletionCycle, Completions, Recall, TextInput, TextProblem} from './text-input.ts';
import type {Topic} from './topic.ts';
import type {ViewOf} from './view-of.ts';

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

/** Something that covers the view. */
export type Overlay = OverlayOf<ConsoleState>;

/** A prompt for a line of text. */
export interface TextPrompt {
	readonly kind: 'text';
	/** The subject of the prompt in a word: `filter`, `weight`, … */
	readonly name: string;
	readonly input: TextInput;
	question(state: ConsoleState): string;
	/** The cells to leave for the typed text, if it is always short; otherwise the usual room. */
	readonly room?: number;
	/** Beside the typed text: what is wrong with it, or what it would do. */
	remark?(state: ConsoleState, text: string): Piece;
	/** Handles the text; if it is invalid, the prompt stays open. */
	accept(store: ConsoleStore, text: string): void;
	/** Takes effect while typing. */
	typed?(text: string): Reducer;
	/** The problem of the text and its place, shown below it; null if there is none. */
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
export type View = ViewOf<ConsoleState>;

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

/** A key and its command, for a feature that sees this. */
export type Binding<State = ConsoleState> = KeyBinding<State, ConsoleState, CommandContext>;
