/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Where measurements go: histograms and counters per flow, in the generation the agent is not draining. */
#ifndef CONNECTIONS_RECORD_H
#define CONNECTIONS_RECORD_H

#include "bucket.h"
#include "connection.h"

static __always_inline void count_lost(__u32 reason)
{
	__u64 *count = bpf_map_lookup_elem(&lost, &reason);

	if (count)
		*count += 1;
}

static __always_inline struct ml_histogram *histogram_in(void *map, const struct ml_sample_key *key)
{
	struct ml_histogram *histogram = bpf_map_lookup_elem(map, key);

	if (histogram)
		return histogram;
	bpf_map_update_elem(map, key, &empty_histogram, BPF_NOEXIST);
	return bpf_map_lookup_elem(map, key);
}

SUBPROGRAM int record(__u32 flow, __u32 signal, __u64 ns)
{
	struct ml_sample_key key = { .flow = flow, .signal = signal };
	struct ml_histogram *histogram;
	__u32 bucket = bucket_of(ns);

	histogram = settings.generation & 1 ? histogram_in(&samples_1, &key) : histogram_in(&samples_0, &key);
	if (!histogram || bucket >= ML_BUCKETS) {
		count_lost(ML_LOST_SAMPLE);
		return 0;
	}
	__sync_fetch_and_add(&histogram->buckets[bucket], 1);
	__sync_fetch_and_add(&histogram->sum_ns, ns);
	if (ns > histogram->max_ns)
		histogram->max_ns = ns;
	return 0;
}

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

#define ADD(counter, n) __sync_fetch_and_add(&(counter), (n))

#endif
