// What Linux offers for processes and glibc's Swift overlay does not: variadic calls and calls without a wrapper.
#pragma once

#include <sys/types.h>

// prctl(2) PR_SET_CHILD_SUBREAPER: orphaned descendants become children of this process. 0, or -1 with errno.
int clp_become_subreaper(void);

// prctl(2) PR_SET_DUMPABLE 0: no process of the same user may open this one's /proc/PID/fd or trace it. 0, or -1 with errno.
int clp_forbid_inspection(void);

// pidfd_open(2): a descriptor that keeps meaning this process when its number is used again. -1 with errno.
int clp_pidfd_open(pid_t pid);

// pidfd_send_signal(2). 0, or -1 with errno.
int clp_pidfd_send_signal(int pidfd, int signal);

// pipe2(2) with O_CLOEXEC: ends[0] reads, ends[1] writes. 0, or -1 with errno.
int clp_pipe(int ends[2]);
