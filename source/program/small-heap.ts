/**
 * How V8 uses memory while a console is open: for hours, beside the director's own work.
 */
import {setFlagsFromString} from 'node:v8';

/**
 * V8 lets its heap grow to several times of what is in use before it collects all garbage, and keeps large spaces for new
 * objects. Half of the memory then costs some more CPU time while much changes (docs/decisions/memory.md).
 */
const flags = ['--heap-growing-percent=25', '--semi-space-growth-factor=1'] as const;

/** From now on garbage is collected sooner. */
export function keepHeapSmall(): void {
	for (const flag of flags) {
		setFlagsFromString(flag);
	}
}
