// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Everything the connection programs keep. Sizes are defaults; the agent may change them before the load. */
#define DEFINES_BUCKETS
#define DEFINES_MAPS
#include "maps.h"
#include "bucket.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct sockets_map sockets SEC(".maps");
struct owners_map owners SEC(".maps");
struct flows_map flows SEC(".maps");
struct samples_map samples_0 SEC(".maps");
struct samples_map samples_1 SEC(".maps");
struct counters_map counters_0 SEC(".maps");
struct counters_map counters_1 SEC(".maps");
struct lost_map lost SEC(".maps");
struct peers_map peers SEC(".maps");
struct names_map names SEC(".maps");
struct events_map events SEC(".maps");
struct id_filter_map watched_netns SEC(".maps");
struct id_filter_map watched_cgroups SEC(".maps");
struct address_filter_map watched_addresses SEC(".maps");
struct port_filter_map watched_ports SEC(".maps");
struct listening_map listening SEC(".maps");

volatile struct ml_settings settings SEC(".data.settings") = {
	.slow_turns_per_second = 100,
	.slow_handshake_ns = 100000000,
	.jiffy_ns = 4000000,
};

__u32 flow_ids;

/* Has a place in memory, and no more. */
__u64 anchor;

/* Sets of slots, as a power of two: `owners` has so many entries, and `sockets` WAYS times as many. */
const volatile __u32 set_bits = SET_BITS;

struct rate slow_turns;
struct rate first_connections;

/* Where new entries come from: too large for the stack. */
const struct ml_histogram empty_histogram;
const struct ml_counters empty_counters;

/* Types that only travel through the ring buffer, kept in BTF for the test that compares layouts. */
struct ml_flow_event *flow_event_type __attribute__((unused));
struct ml_connection_event *connection_event_type __attribute__((unused));
struct ml_turn_event *turn_event_type __attribute__((unused));
