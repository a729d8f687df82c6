/**
 * The keys that copy: the name of the row at the cursor, the ipvsadm commands of its rule, or those of the plan that is shown.
 */
import {showCommand} from '../../director/port/show-command.ts';
import {countOf} from '../../text/figures.ts';
import {say} from '../state/message.ts';
import type {Binding, CommandContext, Frame} from '../state/model.ts';
import {shownPlan} from '../state/prompt.ts';

const origin = 'copy';

/** Longer texts are cut off or ignored by common terminals. */
const longestText = 50_000;

/** The commands of the plan that is shown, or of the row at the cursor; null if there are none. */
function commandsShown(state: Frame): readonly string[] | null {
	const plan = shownPlan(state)?.plan;
	const commands =
		plan === undefined
			? state.selection.commands()
			: plan.steps.map(({command}) => showCommand(command));
	return commands.length === 0 ? null : commands;
}

/** Sends lines to the clipboard of the terminal, which does not say whether it took them. */
function copy({store, terminal}: CommandContext, lines: readonly string[]): void {
	const text = lines.join('\n');
	if (text.length > longestText) {
		const size = `${countOf(lines.length, 'command')}, ${countOf(text.length, 'character')}`;
		store.update(say('warning', `too long for the clipboard of a terminal: ${size}`, origin));
		return;
	}

	terminal.copy?.(text);
	const [only = ''] = lines;
	const what = lines.length === 1 ? only : countOf(lines.length, 'command');
	store.update(say('info', `sent to the clipboard of your terminal: ${what}`, origin));
}

const shared = {group: 'Rows', changes: false} as const;

export const copyBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: ['y'],
		command: 'copy-name',
		description: 'copy the name of this row',
		where: ['view', 'target'],
		disabled: (state: Frame) => (state.selection.name === null ? 'no row to copy' : null),
		run(context) {
			const {name} = context.store.getState().selection;
			if (name !== null) {
				copy(context, [name]);
			}
		},
	},
	{
		...shared,
		keys: ['Y'],
		command: 'copy-commands',
		description: 'copy the ipvsadm commands of this row, or of the plan that is shown',
		where: ['view', 'target', 'confirm'],
		disabled: (state: Frame) =>
			commandsShown(state) === null ? 'this row has no ipvsadm command' : null,
		run(context) {
			const commands = commandsShown(context.store.getState());
			if (commands !== null) {
				copy(context, commands);
			}
		},
	},
];
