/**
 * The resources of a process, sample by sample, and whether that stays the same.
 */
import type {Guest} from '../guest.ts';

/** The resources of a process at one moment. */
export interface ProcessFigures {
	/** Memory in use (VmRSS), MiB. */
	readonly memory: number;
	readonly descriptors: number;
	readonly threads: number;
	/** Its children, those that have ended and were not waited for included. */
	readonly children: number;
}

/** How a figure went over time. */
export interface Course {
	/** The figure of the second quarter of the samples: by then a program has all that it needs. */
	readonly before: number;
	/** The figure of the last quarter. */
	readonly after: number;
	readonly most: number;
}

export type Courses = Readonly<Record<keyof ProcessFigures, Course>>;

/**
 * Looks at a process of the guest.
 * @throws {Error} if there is none with that number
 */
export async function processFigures(guest: Guest, pid: number): Promise<ProcessFigures> {
	// A program that has just been started counts as a child, the shell's own pipes do not.
	const script = `
		sed -n 's/^VmRSS:[^0-9]*\\([0-9]*\\).*/\\1/p; s/^Threads:[^0-9]*\\([0-9]*\\).*/\\1/p' /proc/${pid}/status
		ls /proc/${pid}/fd | wc -l
		cat /proc/[0-9]*/stat 2>/dev/null | sed 's/.*) //' | awk '$2 == ${pid}' | wc -l`;
	const numbers = (await guest.runScript(`{ ${script}\n} || true`)).trim().split(/\s+/).map(Number);
	const [memory, threads, descriptors, children] = numbers;
	if (children === undefined || numbers.length !== 4) {
		throw new Error(`process ${pid} has ended`);
	}

	return {
		memory: (memory ?? 0) / 1024,
		threads: threads ?? 0,
		descriptors: descriptors ?? 0,
		children,
	};
}

/** @param samples in the order of time */
export function coursesOf(samples: readonly ProcessFigures[]): Courses {
	const course = (name: keyof ProcessFigures, figureOf: (values: readonly number[]) => number) => {
		const all = samples.map(figures => figures[name]);
		const quarter = Math.floor(all.length / 4);
		return {
			before: figureOf(all.slice(quarter, 2 * quarter)),
			after: figureOf(all.slice(-quarter)),
			most: Math.max(...all),
		};
	};
	return {
		memory: course('memory', median),
		descriptors: course('descriptors', least),
		threads: course('threads', least),
		children: course('children', least),
	};
}

/** What is never given back is in every sample; a child that just runs, its pipes and open files are not. */
function least(values: readonly number[]): number {
	return Math.min(...values);
}

/**
 * The figures that grew, in words; empty if nothing did. Memory may grow by a quarter and by 20 MiB, because the collector
 * takes its time and the graphs keep an hour. Nothing else may.
 */
export function whatGrew({memory, descriptors, threads, children}: Courses): readonly string[] {
	const grown: readonly (readonly [string, Course, number])[] = [
		['memory in MiB', memory, Math.max(memory.before * 0.25, 20)],
		['file descriptors', descriptors, 0],
		['threads', threads, 0],
		['children', children, 0],
	];
	return grown.flatMap(([name, {before, after}, room]) =>
		after - before > room ? [`${name}: ${before.toFixed(1)}, then ${after.toFixed(1)}`] : [],
	);
}

function median(values: readonly number[]): number {
	return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
