/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Where measurements go: histograms and counters per flow, in the generation the agent is not draining. */
#ifndef CONNECTIONS_RECORD_H
#define CONNECTIONS_RECORD_H

#include "bucket.h"
#include "maps.h"

static __always_inline void count_lost(__u32 reason)
{
	__u64 *count = bpf_map_lookup_elem(&lost, &reason);

	if (count)
		*count += 1;
}

/* Adds a duration to a flow's histogram. Global, so that the verifier looks at it once and not along every path that calls it. */
extern int record(__u32 flow, __u32 signal, __u64 ns);

static __always_inline struct ml_counters *counters_in(void *map, const __u32 *flow)
{
	struct ml_counters *counters = bpf_map_lookup_elem(map, flow);

	if (counters)
		return counters;
	bpf_map_update_elem(map, flow, &empty_counters, BPF_NOEXIST);
	return bpf_map_lookup_elem(map, flow);
}

static __always_inline struct ml_counters *counters_of(__u32 flow)
{
	struct ml_counters *counters;

	counters = settings.generation & 1 ? counters_in(&counters_1, &flow) : counters_in(&counters_0, &flow);
	if (!counters)
		count_lost(ML_LOST_COUNTER);
	return counters;
}

/* Races between processors may let a few more through: what is asked for is a rate, not a number. */
static __always_inline bool within(struct rate *rate, __u32 per_second, __u64 now)
{
	__u64 second = now >> 30;

	if (rate->second != second) {
		rate->second = second;
		rate->left = per_second;
	}
	if (!rate->left)
		return false;
	rate->left--;
	return true;
}

#define ADD(counter, n) __sync_fetch_and_add(&(counter), (n))

static __always_inline bool is_new(struct connection *c, __u32 bit)
{
	return !(__sync_fetch_and_or(&c->counted, bit) & bit);
}

/* When it ends one way or the other, needs a second SYN, or is walked. */
static __always_inline void count_attempt(struct connection *c, struct ml_counters *counters)
{
	if (is_new(c, ATTEMPT_COUNTED))
		ADD(counters->attempts, 1);
}

/* When it is walked or closes: two look-ups less for each connection, and in time for the generation that is drained next. */
static __always_inline void count_opening(struct connection *c, struct ml_counters *counters)
{
	if (c->adopted || !is_new(c, OPENING_COUNTED))
		return;
	ADD(counters->established, 1);
	if (c->role == ML_CLIENT)
		count_attempt(c, counters);
	else if (c->flags & PROMPT_ACCEPT)
		ADD(counters->prompt_accepts, 1);
}

#endif
