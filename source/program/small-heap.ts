/**
 * Limits V8's use of memory: while a console is open, which may be for hours on a busy director, and for commands that
 * end soon.
 */
import {setFlagsFromString} from 'node:v8';

/**
 * V8 lets its heap grow to several times the used size before it collects all garbage, keeps large spaces for new
 * objects, and keeps the pages of collected garbage for eight seconds. Half of the memory costs some more CPU time while
 * much changes (docs/decisions/memory.md).
 */
const flags = [
	'--heap-growing-percent=18',
	'--semi-space-growth-factor=1',
	'--memory-pool-timeout=0',
] as const;

/** Makes V8 collect garbage earlier from now on. */
export function keepHeapSmall(): void {
	for (const flag of flags) {
		setFlagsFromString(flag);
	}
}

/**
 * For a command that ends within seconds: memory that it touches for the first time costs more than collecting its
 * garbage, and the best compiler (TurboFan) needs more time and memory than it saves. The second best, Maglev, stays
 * (docs/performance.md).
 */
const briefFlags = [
	'--semi-space-growth-factor=1',
	'--no-turbofan',
	'--no-concurrent-sparkplug',
] as const;

/** Adapts V8 to a command that ends soon. */
export function prepareBriefWork(): void {
	for (const flag of briefFlags) {
		setFlagsFromString(flag);
	}
}
