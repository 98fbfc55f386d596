/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the connection programs share: everything that is kept, and its shape. */
#ifndef CONNECTIONS_MAPS_H
#define CONNECTIONS_MAPS_H

#include "connection.h"
#include "watched.h"

struct peer {
	struct ml_connection_id id;
	__u32 tgid;
	__u32 flow;
	__u64 netns;
	__u64 sum;              /* over all of it: what does not add up was half overwritten */
};

#define SET_BITS 13     /* default; the agent chooses by how many connections it is asked to follow */
#define SETS (1 << SET_BITS)
#define WAY_BITS 3
#define WAYS (1 << WAY_BITS)
#define PEERS 1024
#define NAMES 8192

struct name {
	__u32 flow;
	char comm[16];
};

/* How many more may be told this second. */
struct rate {
	__u64 second;
	__u32 left;
};

/*
 * Maps live in maps.bpf.c; the object is linked from several files. Client ends leave their identity in `peers`, a table without chains
 * indexed by the connection id: an array costs a tenth of an LRU hash, and an entry that was overwritten only means "peer unknown".
 * `names`, by flow, is made the same way: what a process is called is told with every connection and kept once.
 */
struct sockets_map {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);      /* for this one's elements begin at a page, and so each at a cache line */
	__uint(max_entries, SETS * WAYS);
	__type(key, __u32);
	__type(value, struct connection);
};

/* Whose the slots of a set are: one cache line, looked at where a socket is not in the slot it would like best. */
struct owners {
	__u64 tags[WAYS];
};

struct owners_map {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, SETS);
	__type(key, __u32);
	__type(value, struct owners);
};

struct flows_map {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 32768);
	__type(key, struct ml_flow_key);
	__type(value, struct ml_flow);
};

struct samples_map {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 32768);
	__type(key, struct ml_sample_key);
	__type(value, struct ml_histogram);
};

struct counters_map {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 32768);
	__type(key, __u32);
	__type(value, struct ml_counters);
};

struct lost_map {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, ML_LOST_REASONS);
	__type(key, __u32);
	__type(value, __u64);
};

struct peers_map {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, PEERS);
	__type(key, __u32);
	__type(value, struct peer);
};

struct names_map {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, NAMES);
	__type(key, __u32);
	__type(value, struct name);
};

struct events_map {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 8 * 1024 * 1024);
};

struct listening {
	__u64 netns;
	__u32 port;
	__u32 padding;
};

struct listening_map {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, struct listening);
	__type(value, __u8);
};

struct port_filter_map {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u16);
	__type(value, __u8);
};

#ifndef DEFINES_MAPS
extern struct sockets_map sockets SEC(".maps");
extern struct owners_map owners SEC(".maps");
extern struct flows_map flows SEC(".maps");
extern struct samples_map samples_0 SEC(".maps");
extern struct samples_map samples_1 SEC(".maps");
extern struct counters_map counters_0 SEC(".maps");
extern struct counters_map counters_1 SEC(".maps");
extern struct lost_map lost SEC(".maps");
extern struct peers_map peers SEC(".maps");
extern struct names_map names SEC(".maps");
extern struct events_map events SEC(".maps");
extern struct id_filter_map watched_netns SEC(".maps");
extern struct id_filter_map watched_cgroups SEC(".maps");
extern struct address_filter_map watched_addresses SEC(".maps");
extern struct port_filter_map watched_ports SEC(".maps");
extern struct listening_map listening SEC(".maps");
extern volatile struct ml_settings settings;
extern __u32 flow_ids;
extern __u64 anchor;
extern const volatile __u32 set_bits;
extern struct rate slow_turns;
extern struct rate first_connections;
extern const struct ml_histogram empty_histogram;
extern const struct ml_counters empty_counters;
#endif

#endif
