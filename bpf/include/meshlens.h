/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the kernel side and the agent agree on. Every struct is fixed-width with explicit padding and has a mirror of the same name in
 * src/MeshLens.Agent/Kernel; a test compares the two layouts through BTF. Times are nanoseconds of CLOCK_MONOTONIC or durations.
 */
#ifndef MESHLENS_H
#define MESHLENS_H

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
	ML_UNAVAILABLE_REASONS = 8,
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
