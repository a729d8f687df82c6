/** The program's exit codes; scripts rely on them. */
export const exitCode = {
	done: 0,
	failed: 1,
	usage: 2,
	refused: 3,
	/** IPVS cannot be reached: it is not in the kernel, the connection fails, or permission to read is missing. */
	unreachable: 4,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
