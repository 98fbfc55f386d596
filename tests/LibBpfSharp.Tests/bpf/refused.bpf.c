// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Compiles, and no verifier accepts it: it reads through a pointer that may be null. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, __u32);
	__type(value, __u64);
} things SEC(".maps");

SEC("raw_tp/sched_switch")
int unchecked(void *ctx)
{
	__u32 key = 1;
	__u64 *value = bpf_map_lookup_elem(&things, &key);

	return *value;
}
