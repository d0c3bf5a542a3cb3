# shellcheck shell=sh
# Removes everything of one run of the demo, once, when its input ends. The demo holds the other end of that pipe, so the
# input ends however the demo does: in order, by a signal, by kill -9.
#
# Arguments: the run's name, which its namespaces' names begin with and its processes carry in GUIDEWAY_DEMO; its directory.
# Exit code: 0 when nothing is left, else 1, and standard error says what is.
run=$1
directory=$2

trap '' HUP INT TERM PIPE
cd /
while read -r _; do :; done

namespaces() {
    for path in /run/netns/"$run"-*; do
        [ -e "$path" ] && echo "${path##*/}"
    done
}

# Everyone in the run's namespaces, and everyone with its mark: a tool that works on a namespace from outside, too.
processes() {
    {
        for namespace in $(namespaces); do ip netns pids "$namespace"; done
        grep -slzx -- "GUIDEWAY_DEMO=$run" /proc/[0-9]*/environ | cut -d / -f 3
    } 2>/dev/null | sort -u
}

# end SIGNAL TRIES: signals all processes and waits, 50 ms a try, until none is left.
end() {
    tries=$2
    while pids=$(processes); [ -n "$pids" ]; do
        [ "$tries" -gt 0 ] || return 1
        tries=$((tries - 1))
        # shellcheck disable=SC2086 # one word a process
        kill -s "$1" $pids 2>/dev/null
        sleep 0.05
    done
}

left() {
    namespaces
    processes
    [ ! -e "$directory" ] || echo "$directory"
}

# More than one round only if something came into being during the first.
for _ in 1 2 3; do
    end TERM 60 || end KILL 100
    for namespace in $(namespaces); do ip netns delete "$namespace"; done
    rm -rf -- "$directory"
    [ -n "$(left)" ] || exit 0
done
echo "still there: $(left | tr '\n' ' ')" >&2
exit 1
