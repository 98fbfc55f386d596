/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the agent is told at once, through the ring buffer. */
#ifndef EVENTS_H
#define EVENTS_H

#include "flows.h"

/* One turn. A client has turn and pickup, a server queueing and service. */
struct ml_turn {
	__u64 start_ns;         /* CLOCK_MONOTONIC: client: first byte sent, server: last byte of the request arrived */
	__u64 turn_ns;
	__u64 pickup_ns;
	__u64 queueing_ns;
	__u64 service_ns;
	__u64 tail_ns;
	__u64 pause_ns;
};

enum ml_event_type {
	ML_EVENT_FLOW = 1,
	ML_EVENT_ESTABLISHED = 2,
	ML_EVENT_FAILED = 3,
	ML_EVENT_CLOSED = 4,
	ML_EVENT_TURN = 5,
};

struct ml_event {
	__u32 type;
	__u32 flow;             /* 0 if the connection never had one */
	__u64 time_ns;
};

struct ml_flow_event {
	struct ml_event event;
	struct ml_flow_key key;
	char comm[16];          /* of the process's leader; empty if the kernel decided in nobody's name */
};

/* A connection's two ends see the same pair of initial sequence numbers, also through NAT: the pair is the connection's id. */
struct ml_connection_id {
	__u32 client_isn;
	__u32 server_isn;
};

/* Established, failed and closed say the same things as far as they are known. */
struct ml_connection_event {
	struct ml_event event;
	struct ml_connection_id id;
	__u64 netns;
	__u64 cgroup;
	__u8 local[16];
	__u8 remote[16];
	__u16 local_port;
	__u16 remote_port;
	__u8 family;
	__u8 role;
	__u8 failure;           /* enum ml_failure */
	__u8 unavailable;       /* enum ml_unavailable */
	__u32 tgid;
	__u32 tid;              /* the thread that called connect; 0 on a server */
	char comm[16];
	__u32 error;            /* errno */
	__u32 syn_retransmits;
	__u64 opened_ns;        /* CLOCK_MONOTONIC: SYN sent; server: established */
	__u64 handshake_ns;     /* failed: until the failure */
	__u64 accept_wait_ns;
	__u64 setup_ns;
	__u64 lifetime_ns;      /* since established */
	__u64 bytes_sent;
	__u64 bytes_received;
	__u64 stall_ns;
	__u64 rwnd_limited_ns;
	__u64 sndbuf_limited_ns;
	__u32 retransmits;
	__u32 turns;
	__u8 reset_in;
	__u8 reset_out;
	__u8 adopted;           /* older than the agent */
	__u8 padding[5];
	struct ml_turn worst;   /* by turn or by queueing + service */
};

/* A turn above the agent's threshold. */
struct ml_turn_event {
	struct ml_event event;
	struct ml_connection_id id;
	__u16 local_port;
	__u16 remote_port;
	__u32 padding;
	struct ml_turn turn;
};

#endif
