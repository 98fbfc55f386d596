/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What is kept per flow, until the agent drains it. */
#ifndef FLOWS_H
#define FLOWS_H

#include "words.h"

/* One kind of conversation between two ends. server: the port is local, client: the port is remote; host byte order. */
struct ml_flow_key {
	__u64 netns;            /* network namespace cookie */
	__u64 cgroup;           /* cgroup v2 id of the socket, 0 if unknown */
	__u8 local[16];         /* IPv4 as ::ffff:a.b.c.d */
	__u8 remote[16];
	__u64 peer_netns;       /* server only, where the client is on this machine, else 0 */
	__u32 peer_tgid;
	__u32 peer_flow;        /* the client's flow id */
	__u32 tgid;             /* process id; 0 on a server that never touched the connection */
	__u16 port;
	__u8 family;            /* 4 or 6: what is on the wire */
	__u8 role;
};

struct ml_flow {
	__u32 id;               /* never 0, never used again */
	__u32 opened;           /* connections so far */
	__u64 last_opened_ns;
};

/*
 * Base-2 exponential histogram of scale 3 on seconds, as OTLP and Prometheus have it: bucket i counts values in
 * (2^((i + ML_FIRST_BUCKET) / 8), 2^((i + 1 + ML_FIRST_BUCKET) / 8)] seconds: 238 ns to 128 s. Smaller values are in the first bucket,
 * larger ones in the last. The count is the sum of the buckets.
 */
#define ML_FIRST_BUCKET (-176)
#define ML_BUCKETS 232

struct ml_sample_key {
	__u32 flow;
	__u32 signal;
};

struct ml_histogram {
	__u64 sum_ns;
	__u64 max_ns;
	__u32 buckets[ML_BUCKETS];
};

/* Per flow and generation. Bytes, retransmits and times of a live connection arrive when the agent walks the live sockets. */
struct ml_counters {
	__u64 attempts;         /* connects that ended, or needed a second SYN */
	__u64 established;
	__u64 closed;           /* of those that were established */
	__u64 lifetime_ns;      /* of those that closed: established -> closed; from when the agent found it, if it is older */
	__u64 failures[ML_FAILURES];
	__u64 unavailable[ML_UNAVAILABLE_REASONS]; /* connections marked, by reason */
	__u64 syn_retransmits;
	__u64 retransmits;      /* data segments */
	__u64 stall_ns;         /* no progress until a retransmission of the oldest segment */
	__u64 rwnd_limited_ns;  /* the peer's receive window was full */
	__u64 sndbuf_limited_ns;
	__u64 resets_in;
	__u64 resets_out;
	__u64 bytes_sent;       /* payload, retransmissions not counted */
	__u64 bytes_received;
	__u64 turns;            /* published */
	__u64 prompt_accepts;   /* server: accepted before the first data came */
	__u64 live;             /* connections seen by walks of this generation */
	__u64 srtt_us_sum;      /* over those */
	__u64 min_rtt_us;       /* least of those, 0 if none */
};

#endif
