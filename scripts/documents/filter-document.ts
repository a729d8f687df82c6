/**
 * Generates the document about filters from the vocabulary and from the views.
 */
import {type TermKind, vocabulary} from '../../source/console/filter/vocabulary.ts';
import type {Assembly} from '../../source/console/state/model.ts';

const values: Readonly<Record<TermKind, string>> = {
	number: 'a number',
	traffic: 'a number, in the units of the screen',
	port: 'a port',
	word: 'one of its words',
	text: 'a text',
	network: 'a network or an address',
};

const head = `# Filters

This page is generated from the vocabulary of lvstop. \`/\` in a view filters its rows while you type. The same language works after \`:filter\`, and
on the command line: \`lvstop --filter 'state:draining'\`, also with \`--once\`, \`-b\` and \`--json\`.

## Examples

| filter | shows |
| --- | --- |
| \`tcp 10.0.0.8\` | rows in which both words occur |
| \`state:draining\` | servers of weight 0 that still have connections |
| \`weight=0 not state:drained\` | the same in other words |
| \`active>100 conn/s<1\` | rows with many connections and hardly any new ones |
| \`in>1M\` | rows that receive more than the screen shows as \`1.00M\` |
| \`net:10.0.1.0/24 port:443\` | services and servers at port 443 in that network |
| \`proto:udp via:tun\` | servers of UDP services that are reached through a tunnel |
| \`client:203.0.113.0/24 state:syn_recv\` | in the Connections view: clients that got no further than SYN_RECV |
| \`exit!=0 user:anna\` | in the Log view: commands of anna that failed |

## Words and terms

- A **word** is searched for in the text of a row; capitals do not matter. Words that name a forwarding method, such as \`dr\`, are
  searched for in that column only.
- A **term** is a name, an operator and a value without blanks between them. A blank separates terms; all of them are required.
- \`not\` before a word or a term leaves out what that matches. \`not 10.0.0.8\` in the Services view hides the servers that have the word, and all servers of
  a service that has it.
- Quotes allow blanks in a text: \`name:"front end"\`. A word in quotes is never a term: \`"not"\`, \`"state:draining"\`.
- A network such as \`10.0.1.0/24\` is the same as \`net:10.0.1.0/24\`.
- Ids of services (\`tcp:10.1.1.1:80\`, \`fwm:7\`) and IPv6 addresses are words.

In the Services view a service that has all words shows all its servers; otherwise each word has to be in the server or in its service. A term
has to be met by the row itself: \`active>100\` shows the services that have more than 100 together, and under them only servers that have as many
by themselves. Network, port, protocol, scheduler and the states of a service count for its servers too.

## Operators and values

| operator | numbers | texts | words and networks |
| --- | --- | --- | --- |
| \`:\` | equal | occurs in it | is it, is in it |
| \`=\` | equal | is the whole text | is it, is in it |
| \`!=\` | not equal | is not the whole text | is not it, is not in it |
| \`<\` \`<=\` \`>\` \`>=\` | smaller, larger | – | – |

Numbers take the letters that the columns print: \`k\`, \`M\`, \`G\`, \`T\`, in either case, for thousands. Traffic is compared in the units that the screen
shows (\`b\` changes them, \`units\` in the [configuration](configuration.md)), so that \`in>1M\` finds what the column shows as \`1.01M\`. A \`b\` or \`B\` at the end fixes the unit: \`in>1Mb\` is a
million bits per second, \`in>1MB\` a million bytes.

A number that is not known (\`–\`) matches nothing, not even with \`not\`. A service has no weight, so \`not weight=0\` shows no service by itself.

\`state:no-answer\` finds servers with signs that they [do not answer](states.md#what-lvstop-knows), and \`not state:no-answer\` all others: also
those of which nothing is known. The console looks for signs from time to time. \`--once\` and \`--json\` say on standard error if they could not look, because
no rows would read as if all servers answered.

## While typing

- Below the prompt lvstop shows the possible completions. Tab completes the text; press it again for the next possibility, and Shift-Tab for the previous one.
- ↑ and ↓ bring back the filters of this session.
- If something is wrong, the line below says what and where. A wrong term at the end is left out until it is right; a mistake before that
  leaves the rows as the last good filter left them.
- Enter keeps the filter, Esc restores the one before. In the Connections view the filter is applied at Enter, because each one costs a
  reading of the table.
- Rows that a filter hides keep their marks. A prompt and a plan say how many of the marked servers are not shown.

On the command line a wrong filter ends lvstop with exit code 2.

## Terms
`;

/** Markdown about the filter language; ends with a line break. */
export function filterDocument({views}: Assembly): string {
	const rows = Object.entries(vocabulary).map(([name, {help, example, kind, ...term}]) => {
		const titles = views
			.filter(({filter}) => filter?.terms.some(each => each.name === name))
			.map(({title}) => title);
		const names = [name, ...('aliases' in term ? term.aliases : [])].map(each => `\`${each}\``);
		return `| ${names.join(' ')} | ${help} | ${values[kind]} | \`${example}\` | ${titles.join(', ')} |`;
	});
	const table = ['| term | finds | value | example | views |', '| --- | --- | --- | --- | --- |'];
	const words = views.flatMap(({title, filter}) =>
		(filter?.terms ?? []).flatMap(({name, words: all = []}) =>
			all.length === 0
				? []
				: [`| \`${name}\` | ${title} | ${all.map(word => `\`${word}\``).join(' ')} |`],
		),
	);
	return [
		head,
		...table,
		...rows,
		'',
		'The words of a term:',
		'',
		'| term | view | words |',
		'| --- | --- | --- |',
		...words,
		'',
	].join('\n');
}
