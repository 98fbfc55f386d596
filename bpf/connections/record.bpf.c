// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Where does a duration go? */
#include "record.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

static __always_inline struct ml_histogram *histogram_in(void *map, const struct ml_sample_key *key)
{
	struct ml_histogram *histogram = bpf_map_lookup_elem(map, key);

	if (histogram)
		return histogram;
	bpf_map_update_elem(map, key, &empty_histogram, BPF_NOEXIST);
	return bpf_map_lookup_elem(map, key);
}

__noinline int record(__u32 flow, __u32 signal, __u64 ns)
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
