# process-guard MARK GRACE_SECONDS LOG_BYTES_MAX SESSION KILL_SECONDS
# Stops every worker of a test JVM once that JVM is gone, however it ended: exit, Ctrl-C, crash or SIGKILL.
#
# Standard input is a pipe from the JVM. Its lines are "watch PID START LOG" and "forget PID START". PID is a worker
# that leads its own session. START is field 22 of its /proc/PID/stat, so that a later process with the same pid is not
# mistaken for it. LOG is the file of its output. End-of-file means that the JVM is gone. A worker's processes are
# those of its session and those that carry WORKER_GUARD_ID=MARK/... in their environment, so the guard also finds a
# descendant that left the session by setsid or a double fork. SESSION is the JVM's own session. The guard writes to
# LOG the processes that KILL_SECONDS of SIGKILL could not end.
mark=$1 grace=$2 log_blocks=$(($3 / 512)) jvm_session=$4 patience=$5 watched=' '

# The guard outlives its JVM only for its work. A signal meant for the JVM's group must not end it before that work is
# done.
trap '' HUP INT TERM

while read -r verb pid start log; do
    worker=$pid:$start
    case $watched in *" $worker "*) known=1 ;; *) known= ;; esac
    case $verb$known in
        watch) watched="$watched$worker " && eval "log_$pid=\$log" ;;
        forget1) watched="${watched%% $worker *} ${watched#* $worker }" ;;
    esac
done
exec </dev/null >/dev/null 2>&1

# Reads state, group, session and start of a process, fields 3, 5, 6 and 22 of /proc/PID/stat. The name may contain
# blanks, parentheses and line breaks, so the fields are in the last line, after the last parenthesis.
stat_of() {
    line=
    while read -r more; do line=$more; done <"/proc/$1/stat"
    set -- ${line##*) }
    state=$1 group=$3 session=$4 start=${20}
    [ -n "$start" ]
}

# No new process gets a pid that is still in use as a session. So a session is the worker's unless another process
# leads it.
sessions=
for worker in $watched; do
    pid=${worker%:*}
    if stat_of "$pid"; then
        [ "$start" = "${worker#*:}" ] || continue
    fi
    sessions="$sessions $pid"
done
pattern=$(printf '%s' "${sessions# }" | tr ' ' '|')

# Processes in states Z and X are already dead. A process that forks without end has another pid by the time the list
# has been read, so this also checks the next few hundred pids.
members() {
    found=
    read -r load1 load5 load15 running newest </proc/loadavg
    coming= ahead=0
    while [ $ahead -lt 400 ]; do
        ahead=$((ahead + 1))
        coming="$coming /proc/$((newest + ahead))/environ"
    done
    for file in $(grep -lsE "WORKER_GUARD_ID=$mark/|\\) [^ZX] [0-9]+ [0-9]+ (${pattern:-none}) " \
        /proc/[0-9]*/environ /proc/[0-9]*/stat $coming); do
        pid=${file#/proc/} pid=${pid%%/*}
        case " $found " in *" $pid "*) continue ;; esac
        case $file in */stat)
            # A process name can look like these fields.
            stat_of "$pid" || continue
            case $state in [ZX]) continue ;; esac
            case " $sessions " in *" $session "*) ;; *) continue ;; esac
            ;;
        esac
        found="$found $pid"
    done
    [ -n "$found" ]
}

# Within a group no process can fork itself away from the signal, but a scan of /proc misses processes that come and go
# meanwhile. So the groups of the workers are signalled without a scan. A worker that does not lead its session yet is
# still in a group of the JVM's session.
signal_groups() {
    for leader in $sessions; do
        kill -s "$1" -- "-$leader"
    done
}
signal_all() {
    signal_groups "$1"
    for pid in $found; do
        if stat_of "$pid" && [ "$group" -gt 1 ] && [ "$session" != "$jvm_session" ]; then
            kill -s "$1" -- "-$group"
        fi
        kill -s "$1" "$pid"
    done
}

# Two processes that restart each other must not see each other die, so all are halted before any is killed.
kill_all() {
    halted= halts=0
    while [ "$found" != "$halted" ] && [ $halts -lt 5 ]; do
        halted=$found halts=$((halts + 1))
        signal_all STOP
        members
    done
    signal_all KILL
}

# A process that lives for a fraction of a millisecond is gone before its pid was read from a list. So this takes the
# newest pid and recognises the process by its output, the worker's log. With nothing but shell built-ins, that is fast
# enough to end it.
hunt() {
    tries=0
    while [ $tries -lt 200 ]; do
        tries=$((tries + 1))
        read -r load1 load5 load15 running newest </proc/loadavg
        for worker in $watched; do
            eval "log=\$log_${worker%:*}"
            for pid in $newest $((newest - 1)); do
                if [ "/proc/$pid/fd/1" -ef "$log" ] && kill -s KILL "$pid"; then
                    found="$found $pid"
                fi
            done
        done
    done
}

# Sends SIGTERM only once to each process: to many programs a second one means "at once".
terminate_all() {
    signal_groups TERM
    for pid in $found; do
        stat_of "$pid" || continue
        case " $sessions " in *" $group "*) ;; *) kill -s TERM "$pid" ;; esac
    done
}

# A worker that writes without end must not fill the disk, since nobody bounds its log any more.
flooding() {
    for pid in $found; do
        [ -z "$(find -L "/proc/$pid/fd/1" "/proc/$pid/fd/2" -type f -size "+$log_blocks" 2>/dev/null)" ] || return 0
    done
    return 1
}

# The first scan can come before a process that is just being started has its environment, so scan twice.
members || { sleep 0.2; members; }
terminate_all
tenths=0
while members && [ $tenths -lt $((grace * 10)) ] && ! flooding; do
    sleep 0.1
    tenths=$((tenths + 1))
done
# The next round catches a process that changes groups while it is being killed. Nobody is left once three rounds in a
# row find nobody.
uptime_seconds() {
    read -r seconds idle </proc/uptime
    seconds=${seconds%.*}
}
uptime_seconds
until=$((seconds + patience)) quiet=0
while [ "$seconds" -lt $until ]; do
    kill_all
    hunt
    members
    if [ -n "$found" ]; then
        quiet=0 last_found=$found
    else
        quiet=$((quiet + 1))
    fi
    [ $quiet -lt 3 ] || exit 0
    sleep 0.1
    uptime_seconds
done
for worker in $watched; do
    eval "log=\$log_${worker%:*}"
    [ ! -f "$log" ] || printf '\nprocess-guard: the test JVM has gone, and these processes of its workers could not be ended in %s s of SIGKILL:%s; %s\n' \
        "$patience" "$last_found" 'see docs/real-worker.md#survivors' >>"$log"
done
exit 1
