/**
 * What the program's exit code means; scripts rely on it.
 */
export const exitCode = {
	done: 0,
	failed: 1,
	usage: 2,
	refused: 3,
	/** IPVS cannot be reached: not in the kernel, no way there, no permission to read it. */
	unreachable: 4,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
