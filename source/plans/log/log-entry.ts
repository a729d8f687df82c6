/**
 * The log of commands that changed a director: what one line of it says.
 */
import type {RowState} from '../plan.ts';

/** Which command of a plan a line is. A plan that is carried out twice has begun at two times. */
export interface LogRun {
	/** When the plan's first command was about to be run, ISO 8601, UTC. */
	readonly begun: string;
	/** From 1 on. */
	readonly step: number;
	/** How many commands the plan has. */
	readonly steps: number;
}

/** One line of the log. */
export interface LogEntry {
	/** ISO 8601, UTC. */
	readonly time: string;
	/** Who gave the command. */
	readonly user: string;
	readonly host: string;
	/** The title of the plan that the command belongs to. */
	readonly plan: string;
	/** Null for a command that was not one of a plan that can be taken back, such as a restore. */
	readonly run: LogRun | null;
	/** The argument vector as it was run, without what `--via` puts before it. */
	readonly command: readonly string[];
	/** Null if the command could not be run to its end. */
	readonly exitCode: number | null;
	/** Its standard error, or why it could not be run. */
	readonly message: string;
	/**
	 * Null for a command that changed many rows at once, as `ipvsadm -R` does, and where the file has
	 * something else than a state in its place.
	 */
	readonly before: RowState | null;
	readonly after: RowState | null;
	/**
	 * A change that a reading showed and that nobody made with lvstop: `plan` says it in words, and there is no user,
	 * no command and no end of one.
	 */
	readonly outside?: true;
}

/** The content of the log. */
export interface CommandLog {
	/** Oldest first. */
	readonly entries: readonly LogEntry[];
	/** Lines that cannot be read, as a full disk leaves them. */
	readonly unreadable: number;
	/** The first problem, with its file and line: `…/commands.jsonl:17: host is missing`. */
	readonly firstProblem?: string;
}
