/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the kernel side and the agent agree on. Every struct is fixed-width with explicit padding and has a mirror of the same name in
 * src/MeshLens.Agent/Kernel; a test compares the two layouts through BTF. Times are nanoseconds of CLOCK_MONOTONIC or durations.
 */
#ifndef MESHLENS_H
#define MESHLENS_H

#include "words.h"
#include "flows.h"
#include "events.h"

/*
 * What the agent may change while everything runs: the only variable of section .data.settings.
 * Samples and counters have two maps each, samples_0 and samples_1, counters_0 and counters_1; `generation` & 1 names the one in use. The
 * agent flips it, waits some milliseconds for programs still running, and drains the other with lookup-and-delete batches.
 */
struct ml_settings {
	__u32 generation;
	__u32 slow_turns_per_second;   /* events, all connections together */
	__u64 slow_turn_ns;            /* turn, pickup, queueing or service above this make an event; 0: none */
	__u64 slow_handshake_ns;       /* at once an event for handshakes above this; the others are told when walked or closed */
	__u32 event_sample_mask;       /* unremarkable connections are told only if (client ^ server isn) & mask == 0; 0: every one */
	__u8 filter_netns;             /* non-zero: only what is in map watched_netns (u64 cookie) */
	__u8 filter_cgroup;            /* ... or one of its parents in watched_cgroups (u64 id) */
	__u8 filter_address;           /* ... local or remote in watched_addresses (LPM, IPv4 as ::ffff:) */
	__u8 filter_port;              /* ... service port in watched_ports (u16, host order) */
	__u64 jiffy_ns;                /* resolution of CLOCK_MONOTONIC_COARSE */
};

#endif
