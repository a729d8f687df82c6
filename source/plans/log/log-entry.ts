/**
 * The log of commands that changed a director: the content of one line.
 */
import type {RowState} from '../plan.ts';

/** The position of a command within a plan. A plan that is run twice has two start times. */
export interface LogRun {
	/** When the plan's first command was about to run, ISO 8601, UTC. */
	readonly begun: string;
	/** From 1 on. */
	readonly step: number;
	/** The number of commands of the plan. */
	readonly steps: number;
}

/** An entry of the log. */
export interface LogEntry {
	/** ISO 8601, UTC. */
	readonly time: string;
	/** The user who gave the command. */
	readonly user: string;
	readonly host: string;
	/** The title of the plan that the command belongs to. */
	readonly plan: string;
	/** Null for a command that is not part of a plan with an undo, such as a restore. */
	readonly run: LogRun | null;
	/** The arguments as they were run, without the words of `--via`. */
	readonly command: readonly string[];
	/** Null if the command could not be run to its end. */
	readonly exitCode: number | null;
	/** Its standard error, or why it could not be run. */
	readonly message: string;
	/**
	 * Null for a command that changed many rows at once, as `ipvsadm -R` does, and if the file has an invalid state.
	 */
	readonly before: RowState | null;
	readonly after: RowState | null;
	/**
	 * A change that a reading showed and that was not made with lvstop: `plan` describes it, and there is no user,
	 * command or exit code.
	 */
	readonly outside?: true;
}

/** The content of the log. */
export interface CommandLog {
	/** Oldest first. */
	readonly entries: readonly LogEntry[];
	/** Lines that cannot be parsed, as a full disk leaves them. */
	readonly unreadable: number;
	/** The first problem, with its file and line: `…/commands.jsonl:17: host is missing`. */
	readonly firstProblem?: string;
}

/** The end of the log. */
export interface RecentLog {
	/** Oldest first. */
	readonly entries: readonly LogEntry[];
	/** Whether the log has entries before them. */
	readonly hasOlder: boolean;
}
