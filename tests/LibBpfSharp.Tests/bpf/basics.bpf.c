// SPDX-License-Identifier: GPL-2.0
/* One program per thing the binding can do; nothing here depends on traffic of the machine. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct entry_key {
	__u32 id;
	__u32 group;
};

struct entry_value {
	__u64 count;
	__u64 sum;
};

struct event {
	__u64 sequence;
	__u32 pid;
	__u32 padding;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct entry_key);
	__type(value, struct entry_value);
} entries SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} per_cpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} events SEC(".maps");

const volatile __u32 wanted_pid;
const volatile __u32 events_per_run = 1;

__u64 runs;
__u64 lost;

/* Test-run by hand: deterministic events without any traffic. */
SEC("raw_tp/sched_switch")
int emit(void *ctx)
{
	__u32 zero = 0, i;
	__u32 *seen = bpf_map_lookup_elem(&per_cpu, &zero);

	if (seen)
		(*seen)++;
	for (i = 0; i < events_per_run && i < 1024; i++) {
		struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

		if (!event) {
			lost++;
			continue;
		}
		event->sequence = runs++;
		event->pid = wanted_pid;
		event->padding = 0;
		bpf_ringbuf_submit(event, 0);
	}
	return 0;
}
