// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* The README's example: the states that TCP sockets of one local port go through. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct sock_common {
	unsigned short skc_num;
} __attribute__((preserve_access_index));

struct sock {
	struct sock_common __sk_common;
} __attribute__((preserve_access_index));

struct state_change {
	__u32 old_state;
	__u32 new_state;
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, __u32);
	__type(value, __u64);
} totals SEC(".maps");

const volatile __u16 only_port;

SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(on_state, const struct sock *sk, int old_state, int new_state)
{
	struct state_change *event;
	__u32 state = new_state;
	__u64 one = 1, *total;

	if (BPF_CORE_READ(sk, __sk_common.skc_num) != only_port)
		return 0;
	total = bpf_map_lookup_elem(&totals, &state);
	if (total)
		__sync_fetch_and_add(total, 1);
	else
		bpf_map_update_elem(&totals, &state, &one, BPF_NOEXIST);
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event)
		return 0;
	event->old_state = old_state;
	event->new_state = new_state;
	bpf_ringbuf_submit(event, 0);
	return 0;
}
