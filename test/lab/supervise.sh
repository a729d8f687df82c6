#!/bin/bash
# supervise.sh DIRECTORY LIFETIME COMMAND...: runs the kernel for as long as its starter lives.
#
# The starter holds the other end of file descriptor 4 and never writes to it. When that end closes, be
# it on purpose or because the starter was killed, or when LIFETIME seconds have passed, the kernel is
# killed. However it ends, its helper processes are killed too, and DIRECTORY is removed.
#
# The processes of the guest are processes of this machine, and the kernel keeps them from calling this
# machine instead of itself. Where it is killed before them, they go on alone and do here what was meant
# for the guest. So all of its process group get the signal at once; before it has one, there are no others.
directory=$1 lifetime=$2
shift 2

"$@" 4<&- &
kernel=$!
{
	read -r -t "$lifetime" <&4
	kill -KILL "-$kernel" || kill -KILL "$kernel"
} 2>/dev/null 3<&- 5<&- &
watch=$!

wait "$kernel" 2>/dev/null
status=$?
# The kernel makes itself the leader of a process group, which outlives it.
kill -KILL "$watch" "-$kernel" 2>/dev/null
rm -rf -- "$directory"
exit "$status"
