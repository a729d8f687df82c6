/**
 * The console as types: its state, its store, and what features put into them. They stand in one file because each
 * leads to the others: a prompt acts on the store, whose state holds the prompt.
 */
import type {ReactNode} from 'react';
import type {StoreApi} from 'zustand/vanilla';
import type {Outcome, Plan} from '../../plans/plan.ts';
import type {List} from '../table/list.ts';
import type {Units} from '../text/figures.ts';
import type {Piece} from '../text/paint.ts';
import type {ThemeName} from '../text/theme.ts';
import type {ConsoleDeps, ScreenParts} from './console-deps.ts';
import type {DirectorId, DirectorState} from './director-state.ts';
import type {TerminalSize} from './layout.ts';
import type {Messages} from './message.ts';
import type {Selection} from './selection.ts';
import type {TextEdit, TextInput} from './text-input.ts';

/** The state of the screen and the person's choices that do not belong to a feature. */
export interface Frame extends Messages {
	/** The monotonic clock, milliseconds, at the last change or tick: for ages on the screen. */
	readonly now: number;
	/** Milliseconds between readings. */
	readonly interval: number;
	readonly paused: boolean;
	/** Whether the person asked for a console that changes nothing. */
	readonly readOnly: boolean;
	/** The option or the place in the configuration that asks for it, in words; null if that is not known. */
	readonly readOnlyBy: string | null;
	/** Whether plans are only shown and nothing is carried out. */
	readonly dryRun: boolean;
	readonly units: Units;
	readonly theme: ThemeName;
	readonly size: TerminalSize;
	/** The id of the open view. */
	readonly view: string;
	readonly overlay: Overlay | null;
	readonly prompt: Prompt | null;
	/** The plan that is being carried out. */
	readonly applying: Plan | null;
	/** Plans that were carried out and can be undone, the newest last. */
	readonly done: readonly DonePlan[];
	/** The selection of the open view; derived from the rest of the state. */
	readonly selection: Selection;
	readonly director: DirectorState;
}

export interface ConsoleState extends Frame {
	/** Which features there are; it never changes. */
	readonly assembly: Assembly;
	/** The features' parts, by their ids; only a feature's slice opens its own. */
	readonly slices: Readonly<Record<string, unknown>>;
}

/** A change of the state, without any effect outside. */
export type Reducer = (state: ConsoleState) => Partial<ConsoleState>;

export interface ConsoleStore
	extends Pick<StoreApi<ConsoleState>, 'getState' | 'getInitialState' | 'subscribe'> {
	readonly deps: ConsoleDeps;
	/** Applies changes one after the other and tells subscribers once. */
	update(...reducers: readonly Reducer[]): void;
}

export type Lines = readonly (readonly Piece[])[];

/** Something that covers the view. */
export interface Overlay {
	/** Where its keys are. */
	readonly place: string;
	/** `live`: it goes on being read. `form`: characters are typed in it. `helped`: the help can be opened from it. */
	readonly kinds?: readonly ('live' | 'form' | 'helped')[];
	/** Lines above the screen. */
	readonly scroll: number;
	/** Its topic; only the feature that opened it knows the type. See {@link defineTopic}. */
	readonly topic?: Topic;
	/** Its text; null if it is drawn by `body` alone. */
	text?(state: ConsoleState): {readonly title: string; readonly lines: Lines};
	/** How it is drawn on so many lines if it is more than text. */
	body?(state: ConsoleState, height: number): ReactNode;
	/** Lines of a `body`, and how many of them fit. */
	extent?(state: ConsoleState): {readonly lines: number; readonly height: number};
	/** The parts of a reading that it needs besides the table. */
	readonly wants?: Partial<ScreenParts>;
	/** Takes what is typed in a form. */
	type?(change: TextEdit): Reducer;
}

/** A value that only its owner can take out again. */
export interface Topic {
	readonly name: string;
	readonly value: unknown;
}

/** A line of text that is asked for. */
export interface TextPrompt {
	readonly kind: 'text';
	/** The subject of the prompt in a word: `filter`, `weight`, … */
	readonly name: string;
	readonly input: TextInput;
	question(state: ConsoleState): string;
	/** Beside what is typed: what is wrong with it, or what it would do. */
	remark?(state: ConsoleState, text: string): Piece;
	/** Takes what was typed; a prompt that cannot take it stays open. */
	accept(store: ConsoleStore, text: string): void;
	/** Takes effect while it is typed. */
	typed?(text: string): Reducer;
	/** The longest text that it can be completed to. */
	complete?(state: ConsoleState, text: string): string;
	/** The state that Esc restores. */
	readonly leave?: Reducer;
}

/** A question that is answered by yes or no. */
export interface YesNoPrompt {
	readonly kind: 'question';
	readonly question: string;
	accept(store: ConsoleStore): void;
}

/** A plan that waits for a yes or a no. */
export interface Confirmation {
	readonly kind: 'confirm';
	readonly plan: Plan;
	/** The director that it would change. */
	readonly director: DirectorId;
	/** Where messages about it come from: `weight`, `undo`, … */
	readonly origin: string;
	/** The topic it was made for, so that its feature can make it again. */
	readonly topic?: Topic;
	/** Whether it was not asked for just now: then Enter, pressed for something else, does not agree to it. */
	readonly isOffered?: true;
	/** The typed word, if a key is not enough to confirm. */
	readonly input: TextInput;
	/** Lines of the list of commands that are above the dialog's first line. */
	readonly scroll: number;
	readonly dialog?: Dialog;
	/** Carries it out in another way than command by command; it says itself what became of it. */
	carryOut?(store: ConsoleStore): Promise<void>;
	/** The change after it has ended, besides the plan itself. */
	whenDone?(outcome: Outcome): Reducer;
	/** Whether it undoes what was done last: then the next undo goes on with the one before. */
	readonly isUndo?: true;
	/** Text after "nothing was changed" if it is cancelled. */
	readonly whenLeft?: string;
	readonly wants?: Partial<ScreenParts>;
}

/** How a confirmation is drawn if its plan alone does not say enough. */
export interface Dialog {
	/** All that is to be read before an answer, made of the plan's own warnings and commands. */
	text?(state: ConsoleState, plan: {readonly warnings: Lines; readonly commands: Lines}): Lines;
	/** The choices, on their own line; null if there are none. */
	choices?(state: ConsoleState): readonly Piece[] | null;
	/** Rows of the table that stay in sight above it; by default a third of the screen. */
	readonly rowsAbove?: number;
}

export type Prompt = TextPrompt | YesNoPrompt | Confirmation;

/** A plan that was carried out. */
export interface DonePlan {
	readonly plan: Plan;
	/** The director that it has changed. */
	readonly director: DirectorId;
	/** How many of its steps were carried out: all, or those before the one that failed. */
	readonly done: number;
	/** How it is undone if not by the undo of its steps. */
	readonly way?: {
		/** The target of the undo; if it is reached another way, this entry is not needed. */
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
	readonly kinds: readonly ViewKind[];
	/** The heading of the keys that only this view has. */
	readonly group: string | null;
	/** Its rows, for moving and filtering; null for a view that has neither. */
	readonly list: {
		of(state: ConsoleState): List;
		change(state: ConsoleState, list: ListChange): Partial<ConsoleState>;
	} | null;
	/** Set if applying a filter is dear: it counts only when it has been typed to its end. */
	readonly filterRemark: ((filter: string) => Piece) | null;
	/** Lines above the titles of its columns. */
	headHeight(state: ConsoleState): number;
	/** How many of its rows are marked. */
	marked(state: ConsoleState): number;
	/** Further text for the ruler; may be empty. */
	ruler(state: ConsoleState): string;
	select(state: ConsoleState): Selection;
	body(state: ConsoleState, height: number): ReactNode;
}

export type ListChange = Partial<Pick<List, 'cursor' | 'top' | 'filter'>>;

/**
 * `targets`: something can be done to the destinations that it selects. `rows`: its rows are services and their
 * destinations.
 */
export type ViewKind = 'targets' | 'rows';

/** A feature as the console holds it; made by {@link defineFeature}. */
export interface Feature {
	readonly id: string;
	readonly initial: object;
	initialKept(): object;
	readonly views: readonly View[];
	readonly bindings: readonly Binding[];
	readonly groups: readonly Group[];
	/** The places of the overlays that it opens. */
	readonly overlays: readonly string[];
	derive(before: ConsoleState, now: ConsoleState): ConsoleState;
	attend(before: ConsoleState, now: ConsoleState, store: ConsoleStore): void;
	start(store: ConsoleStore): void;
	afterPlan(plan: Plan, outcome: Outcome): Reducer;
	wants(state: ConsoleState): Partial<ScreenParts>;
	says(state: ConsoleState): string;
	awaits(state: ConsoleState): boolean;
}

/** The console's features, views and keys. The program makes it. */
export interface Assembly {
	readonly features: readonly Feature[];
	/** In the order of their keys; the first is open at the start. */
	readonly views: readonly View[];
	/** The places of all overlays. */
	readonly overlays: readonly string[];
	/** The one table of keys. */
	readonly bindings: readonly Binding[];
	/** Headings of the help and of docs/keys.md, in their order. */
	readonly groups: readonly Group[];
}

/** Actions that only the terminal itself can do. */
export interface TerminalControls {
	quit(): void;
	/** Hands the terminal back to the shell until the person comes back. */
	suspend(): void;
	/** Draws the whole screen anew. */
	redraw(): void;
}

/** The context of a command. */
export interface CommandContext {
	readonly store: ConsoleStore;
	readonly terminal: TerminalControls;
}

/** A heading of the help and of the document about keys. */
export interface Group {
	readonly title: string;
	/** Where it stands among the headings; the lowest number comes first. */
	readonly place: number;
	/** The introduction of its keys in the document. */
	readonly introduction: string;
}

/** The binding of a key to a command, as data. */
export interface Binding<State = ConsoleState> {
	/** By name; the first is the one that hints show. Empty for a command that has only a name. */
	readonly keys: readonly string[];
	/** The name of the command, as the `:` prompt takes it. */
	readonly command: string;
	/** One line for the help. */
	readonly description: string;
	/** The title of its group. */
	readonly group: string;
	/** Places and kinds of places. A place's own command takes the place of the same command of a kind. */
	readonly where: readonly string[];
	/** Whether it changes something on the director. A read-only console does not have these. */
	readonly changes: boolean;
	/** A word or two for the line of key hints, and how early it stands there (1 is first). */
	readonly hint?: {readonly text: string; readonly priority: number};
	/** Why it cannot be used just now; null if it can. */
	readonly disabled?: (state: State) => string | null;
	readonly run: (context: CommandContext) => void;
}
