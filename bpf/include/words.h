/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The words that kernel and agent have in common: roles, signals, and reasons. */
#ifndef WORDS_H
#define WORDS_H

/* Which end of the connection this machine's socket is: by who called connect, not by port numbers. */
enum ml_role {
	ML_ROLE_UNKNOWN = 0,
	ML_CLIENT = 1,
	ML_SERVER = 2,
};

/* Durations with a histogram each, keyed by flow. Tail and pause are recorded only where they are not zero. */
enum ml_signal {
	ML_HANDSHAKE = 0,     /* client: first SYN sent (SYN_SENT) -> its answer arrived (ESTABLISHED) */
	ML_ACCEPT_WAIT = 1,   /* server: ESTABLISHED -> first touched by the application, where data had to wait for the accept */
	ML_SETUP = 2,         /* TLS: first handshake record -> last one, think time excluded */
	ML_TURN = 3,          /* client: first byte of a request sent -> first byte of its response arrived */
	ML_PICKUP = 4,        /* client: first byte of a response arrived -> read returned */
	ML_QUEUEING = 5,      /* server: last byte of a request arrived -> read returned */
	ML_SERVICE = 6,       /* server: read returned -> first byte of the response sent */
	ML_TAIL = 7,          /* first -> last byte of a response: client as it arrives, server as it is sent */
	ML_PAUSE = 8,         /* client: within one request, time in which the application had not given the next part */
	ML_STALL = 9,         /* no progress until a retransmission of the oldest segment: one sample per recovery, longer ones in parts */
	ML_SIGNALS = 10,
};

/* Why a connect failed. */
enum ml_failure {
	ML_NO_FAILURE = 0,
	ML_REFUSED = 1,         /* a reset answered the SYN, from the host or from whatever stands before it; or ICMP said so */
	ML_RESET = 2,           /* a reset came after the peer's own SYN; later than that the connection was established, and did not fail */
	ML_TIMED_OUT = 3,
	ML_HOST_UNREACHABLE = 4,
	ML_NET_UNREACHABLE = 5, /* a router said so */
	ML_NO_ROUTE = 6,        /* this machine's routing table said so: no packet left */
	ML_NO_LOCAL_PORT = 7,
	ML_ABANDONED = 8,       /* the caller closed the socket before there was an answer */
	ML_NOT_PERMITTED = 9,   /* EACCES or EPERM: a prohibit route or a firewall */
	ML_OTHER_FAILURE = 10,
	ML_FAILURES = 11,
};

/* Why a connection has no turns. Once marked, a connection stays marked. */
enum ml_unavailable {
	ML_AVAILABLE = 0,
	ML_TLS_UNKNOWN = 1,     /* encrypted, and HTTP/2 was offered: what was chosen is hidden */
	ML_MULTIPLEXED = 2,     /* HTTP/2 */
	ML_UPGRADED = 3,        /* HTTP/1.1 101: WebSocket and others */
	ML_OVERLAPPING = 4,     /* pipelined, or a response that cannot answer this request */
	ML_SPLICED = 5,         /* bytes left the socket without a read */
	ML_ADOPTED_MIDWAY = 6,  /* older than the agent and never seen between two turns */
	ML_SPLIT = 7,           /* unknown protocol, and parts of a request far apart: may be several requests */
	ML_PUSHED = 8,          /* encrypted or unknown protocol, and the server sends unasked, or answers in parts far apart */
	ML_UNAVAILABLE_REASONS = 9,
};

/* What was not recorded, in the per-CPU array `lost`. */
enum ml_lost {
	ML_LOST_FLOW_EVENT = 0,
	ML_LOST_ESTABLISHED_EVENT = 1,
	ML_LOST_FAILED_EVENT = 2,
	ML_LOST_CLOSED_EVENT = 3,
	ML_LOST_TURN_EVENT = 4,
	ML_LOST_TURN_RATE = 5,  /* slow turns above the rate the agent asked for */
	ML_LOST_FLOW = 6,       /* flows full: connections which are not watched for that reason */
	ML_LOST_SOCKET = 7,     /* no room for a socket's state */
	ML_LOST_SAMPLE = 8,     /* samples full */
	ML_LOST_COUNTER = 9,    /* counters full */
	ML_LOST_REASONS = 10,
};

#endif
