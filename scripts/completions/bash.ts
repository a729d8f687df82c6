/**
 * The completion of bash; it needs only bash 4.
 */
import {
	argumentFunction,
	commandsFunction,
	mayBeLeftOut,
	optionsFunction,
	placeFunction,
	walk,
} from './shell-cases.ts';

/** The script; it ends with a line break. */
export function bashCompletion(): string {
	return `# bash completion for lvstop. Generated from its options by "npm run docs".

# Adds those of the words that begin like the one at the cursor.
_lvstop_words() {
	local word
	for word; do
		[[ $word == "$current"* ]] && COMPREPLY+=("$word")
	done
}

# The same of words that have descriptions, which bash does not show.
_lvstop_described() {
	while (( $# )); do
		_lvstop_words "$1"
		shift 2
	done
}

_lvstop_options() {
	_lvstop_described "$@"
}

# Asks lvstop itself. It ends by itself after two seconds and says nothing if it may not read the table.
_lvstop_live() {
	local word about
	while IFS=$'\\t' read -r word about; do
		_lvstop_words "$word"
	done < <("$program" complete "$1" -- "\${typed[@]}" </dev/null 2>/dev/null)
}

_lvstop_files() {
	local file
	compopt -o filenames 2>/dev/null
	while IFS= read -r file; do
		COMPREPLY+=("$file")
	done < <(compgen -f -- "$current")
}

_lvstop_hosts() {
	local host
	while IFS= read -r host; do
		_lvstop_words "$host"
	done < <(compgen -A hostname -- "$current")
}

_lvstop_programs() {
	local program
	while IFS= read -r program; do
		_lvstop_words "$program"
	done < <(compgen -c -- "$current")
}

${argumentFunction}
${optionsFunction}
${placeFunction}
${commandsFunction}
# The words up to the cursor. Bash has parted them at colons as well, of which every service has two.
_lvstop_split() {
	local line=\${COMP_LINE:0:COMP_POINT} word blank
	local -i index
	typed=()
	for (( index = 0; index <= COMP_CWORD; index++ )); do
		word=\${COMP_WORDS[index]}
		blank=\${line%%[![:blank:]]*}
		line=\${line#"$blank"}
		if (( index == COMP_CWORD )); then
			word=$line
		fi
		line=\${line#"$word"}
		if [[ -z $blank && index -gt 0 ]]; then
			typed[-1]+=$word
		else
			typed+=("$word")
		fi
	done
}

_lvstop() {
	local -a typed
	local current program
	COMPREPLY=()
	_lvstop_split
	program=\${typed[0]/#\\~/$HOME}
	current=\${typed[-1]}
	typed=("\${typed[@]:1:\${#typed[@]}-2}")
${walk}	local whole=$current
	if [[ -n $option ]] && (( ! plain )); then
		_lvstop_argument "$option"
	fi
	if [[ -z $option || ${mayBeLeftOut} ]] || (( plain )); then
		if [[ $current == --*=* ]] && (( ! plain )); then
			current=\${whole#*=}
			_lvstop_argument "\${whole%%=*}"
			COMPREPLY=("\${COMPREPLY[@]/#/\${whole%%=*}=}")
			current=$whole
		elif [[ $current == -* ]] && (( ! plain )); then
			_lvstop_options_of "$command"
		elif [[ -z $command ]]; then
			_lvstop_commands
		else
			_lvstop_place "$command" "$first" "$count"
		fi
	fi
	# Bash replaces only what is behind the last character that parts words.
	local parting=\${current%"\${current##*[:=]}"}
	if [[ -n $parting && $COMP_WORDBREAKS == *"\${parting: -1}"* ]]; then
		COMPREPLY=("\${COMPREPLY[@]#"$parting"}")
	fi
}

complete -o nosort -F _lvstop lvstop 2>/dev/null || complete -F _lvstop lvstop
`;
}
