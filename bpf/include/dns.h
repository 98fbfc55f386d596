/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What dns.bpf.c and the agent agree on; mirrored in src/MeshLens.Agent/Dns. */
#ifndef DNS_H
#define DNS_H

#include "meshlens.h"

#define ML_DNS_RCODES 16

/* One process asking one name server. */
struct ml_dns_key {
	__u64 netns;            /* network namespace cookie */
	__u64 cgroup;           /* cgroup v2 id of the socket, 0 if unknown */
	__u8 server[16];        /* IPv4 as ::ffff:a.b.c.d; as the socket knows it, where it is connected */
	__u32 tgid;             /* 0: not known, or the table was full of processes */
	__u32 padding;
};

struct ml_dns {
	struct ml_histogram latency;      /* query sent -> answer arrived, whatever the answer was */
	__u32 rcodes[ML_DNS_RCODES];      /* answers by response code */
	__u32 unanswered;                 /* no answer in time */
	__u32 unreachable;                /* ... because ICMP said that nobody is there */
};

/* What could not be told, since the start. */
struct ml_dns_losses {
	__u64 queries;          /* too many outstanding at once: not watched */
	__u64 processes;        /* table full: told without the process */
	__u64 samples;          /* table full: not told at all */
	__u64 unmatched;        /* queries whose socket got an answer that could not be read in time */
};

#endif
