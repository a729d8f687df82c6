/**
 * Limits V8's use of memory while a console is open, which may be for hours on a busy director.
 */
import {setFlagsFromString} from 'node:v8';

/**
 * V8 lets its heap grow to several times the used size before it collects all garbage, keeps large spaces for new
 * objects, and keeps the pages of collected garbage for eight seconds. Half of the memory costs some more CPU time while
 * much changes (docs/decisions/memory.md).
 */
const flags = [
	'--heap-growing-percent=25',
	'--semi-space-growth-factor=1',
	'--memory-pool-timeout=0',
] as const;

/** Makes V8 collect garbage earlier from now on. */
export function keepHeapSmall(): void {
	for (const flag of flags) {
		setFlagsFromString(flag);
	}
}
