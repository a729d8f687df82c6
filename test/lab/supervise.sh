#!/bin/bash
# supervise.sh DIRECTORY LIFETIME COMMAND...: runs the kernel for as long as its starter lives.
#
# The starter holds the other end of file descriptor 4 and never writes to it. When that end closes, be
# it on purpose or because the starter was killed, or when LIFETIME seconds have passed, the kernel is
# killed. However it ends, its helper processes are killed too, and DIRECTORY is removed.
directory=$1 lifetime=$2
shift 2

"$@" 4<&- &
kernel=$!
{
	read -r -t "$lifetime" <&4
	kill -KILL "$kernel"
} 2>/dev/null 3<&- 5<&- &
watch=$!

wait "$kernel" 2>/dev/null
status=$?
# The kernel makes itself the leader of a process group, which outlives it.
kill -KILL "$watch" "-$kernel" 2>/dev/null
rm -rf -- "$directory"
exit "$status"
