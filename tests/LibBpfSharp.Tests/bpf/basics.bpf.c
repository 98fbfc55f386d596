// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* One program per thing the binding can do; nothing here depends on traffic of the machine. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

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
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, struct entry_value);
} per_cpu_hash SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} events SEC(".maps");

const volatile __u32 wanted_pid;
const volatile __u32 events_per_run = 1;

__u64 runs;
__u64 lost;
struct event latest = { .pid = 7 };

static void emit_one(void)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		lost++;
		return;
	}
	event->sequence = runs++;
	event->pid = wanted_pid;
	event->padding = 0;
	latest = *event;
	bpf_ringbuf_submit(event, 0);
}

/* Run by hand: as many events as asked for, without any traffic. */
SEC("raw_tp/sched_switch")
int emit(void *ctx)
{
	__u32 zero = 0, i;
	__u32 *seen = bpf_map_lookup_elem(&per_cpu, &zero);

	if (seen)
		(*seen)++;
	for (i = 0; i < events_per_run && i < 1024; i++)
		emit_one();
	return 0;
}

/* Not loaded unless chosen. */
SEC("?raw_tp/sys_enter")
int optional(void *ctx)
{
	return 0;
}

SEC("tc")
int packet_length(struct __sk_buff *skb)
{
	return skb->len;
}

SEC("cgroup_skb/egress")
int allow(struct __sk_buff *skb)
{
	return 1;
}

struct bpf_iter_meta {
	struct seq_file *seq;
} __attribute__((preserve_access_index));

struct task_struct {
	int pid;
	int tgid;
} __attribute__((preserve_access_index));

struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
} __attribute__((preserve_access_index));

struct bpf_iter__bpf_map_elem {
	struct bpf_iter_meta *meta;
	void *map;
	struct entry_key *key;
	struct entry_value *value;
} __attribute__((preserve_access_index));

struct task_record {
	__u32 pid;
	__u32 tgid;
	__u32 filler;
};

/* Twelve bytes: the kernel's pages are no multiple of it, so records may be split between reads. */
SEC("iter/task")
int tasks(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;
	struct task_record record = {};

	if (!task)
		return 0;
	record.pid = task->pid;
	record.tgid = task->tgid;
	record.filler = 0xABCD;
	bpf_seq_write(ctx->meta->seq, &record, sizeof(record));
	return 0;
}

SEC("iter/bpf_map_elem")
int elements(struct bpf_iter__bpf_map_elem *ctx)
{
	struct entry_key *key = ctx->key;
	struct entry_value *value = ctx->value;
	__u64 sum;

	if (!key || !value)
		return 0;
	sum = key->id + value->sum;
	bpf_seq_write(ctx->meta->seq, &sum, sizeof(sum));
	return 0;
}
