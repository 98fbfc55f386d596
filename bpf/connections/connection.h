/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What is remembered of one watched socket. A socket without it is not watched: that one look-up is all it costs. */
#ifndef CONNECTIONS_CONNECTION_H
#define CONNECTIONS_CONNECTION_H

#include "kernel.h"
#include "meshlens.h"

enum phase {
	CLOSED,         /* no connection (yet, or any more) */
	OPENING,        /* SYN sent */
	IDLE,           /* no request so far, or none since the last answer was complete */
	WAITING,        /* client: request sent, nothing came back */
	ARRIVED,        /* server: request arrived, not read */
	TAKEN,          /* server: request read, not answered */
	RESPONDING,     /* the response has begun */
	SETUP,          /* TLS records other than application data */
	ADOPTED,        /* older than the agent: waits for a moment between two turns */
	OFF,            /* no turns: see unavailable */
};

enum protocol {
	UNSEEN,
	HTTP1,          /* every request begins with a method */
	RESP,           /* every request begins with '*' */
	TLS,
	UNKNOWN,        /* known by its behaviour only */
};

enum {
	BLOCKED = 1 << 1,       /* the send buffer was full when the last send began */
	LATE_ACCEPT = 1 << 2,   /* server: data came before the accept */
	PROMPT_ACCEPT = 1 << 3,
	PUSHED = 1 << 4,        /* a later part of this answer may be none */
	SLOW = 1 << 5,          /* worth an event whatever the sampling says */
	CHANGED_CIPHER = 1 << 6,
	PROVEN = 1 << 7,        /* enough clean turns: each is published when it ends */
	HALF_HELLO = 1 << 8,    /* a read took the TLS record header alone */
	SPOILED = 1 << 9,       /* this turn is not to be published */
	FIRST = 1 << 10,        /* one of the first of its flow: told whatever the sampling says */
};

/* What of a connection is in its flow's counters. Walk and close may meet, so these bits are set at once. */
enum {
	ATTEMPT_COUNTED = 1 << 0,
	OPENING_COUNTED = 1 << 1,
};

#define HELD_TURNS 3

/* So many connections of each flow are always told, so that the two ends of a flow are soon joined. */
#define FIRST_CONNECTIONS 8

/* ... but of all flows together no more than this: a process per request makes a flow per connection. */
#define FIRST_PER_SECOND 256

/* Client: turn and pickup. Server: queueing and service. */
struct parts {
	__u64 start;
	__u64 first;
	__u64 second;
	__u64 tail;
	__u64 pause;
};

struct connection {
	/* Every send, arrival and read looks here, on different processors: one cache line, the only one that a plain turn passes between them. */
	__u64 socket;           /* its place in memory; 0: the slot is nobody's */
	__u32 flow;             /* 0: a server nobody touched */
	__u8 role;
	__u8 phase;
	__u8 protocol;
	__u8 unavailable;
	__u32 seen;             /* rcv_nxt at the last arrival */
	__u16 flags;
	__u8 skip;              /* turns to leave out */
	__u8 strikes;           /* turns that did not look like one; forgiven after enough that did */
	__u64 begun;            /* client: first byte of the request sent; server: last byte of it arrived */
	__u64 mark;             /* client: first byte of the response arrived; server: request read */
	__u64 last;             /* client: last byte of the response arrived; server: first byte of it sent */
	__u64 sent;             /* start of the last send; server: of an answer whose protocol we cannot read */
	__u64 second;           /* client: pickup; server: queueing */

	__u64 pause;
	__u32 from;             /* sequence number where the request began; once there is an answer: where that began */
	__u32 turns;
	__u8 held;
	__u8 clean;             /* turns that looked like one since the last strike */
	__u8 family;
	__u16 port;
	struct parts worst;

	/* Opening and closing. */
	__u64 opened;           /* SYN sent; server: established */
	__u64 handshake;        /* 0 on a server */
	__u64 accept_wait;
	__u64 setup;
	__u64 peer_netns;
	__u32 peer_tgid;
	__u32 peer_flow;
	__u32 tgid;
	__u32 tid;
	struct ml_connection_id id;
	__u32 syn_retransmits;
	__u32 retransmits;
	__u64 stall;
	__u64 stall_mark;       /* up to here stalls are counted */
	__u64 recovery;         /* the part of it that belongs to a recovery under way */
	__u32 error;
	__u8 reset_in;
	__u8 reset_out;
	__u8 adopted;
	__u8 told;              /* the established event was sent, or passed over; written by the walk, without the lock */

	/* What was already added to the flow's counters. */
	__u64 told_sent;
	__u64 told_received;
	__u64 told_rwnd;
	__u64 told_sndbuf;
	__u32 told_turns;
	__u32 counted;

	/* Last, because only so many as `held` says are ever looked at: a new connection need not clear them. */
	struct parts kept[HELD_TURNS];
} __attribute__((aligned(64)));

#endif
