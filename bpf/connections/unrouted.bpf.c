// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Which connects failed before a SYN was sent? No route, a prohibit route, a firewall in a cgroup: the socket's state never changes, and
 * only the system call knows. This runs at the end of every system call of the machine (some 30 ns each), so it is a program to leave out
 * where that is too much. Connects through io_uring are not seen.
 */
#include <linux/errno.h>
#include "flow.h"
#include "syscall.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct address {
	__u16 family;
	__be16 port;
	union {
		__be32 v4;
		struct {
			__u32 flow;
			__u8 v6[16];
		};
	};
};

static __always_inline __u32 reason_of(long result)
{
	switch (result) {
	case -ENETUNREACH:
	case -EHOSTUNREACH:
		return ML_NO_ROUTE;
	case -EINVAL:           /* a blackhole route, or a call that makes no sense */
		return ML_OTHER_FAILURE;
	case -EACCES:
	case -EPERM:
		return ML_NOT_PERMITTED;
	default:
		return ML_NO_FAILURE;
	}
}

static __always_inline struct sock *socket_of(__u32 descriptor)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct fdtable *table = task->files->fdt;
	struct file **files = table->fd;
	struct socket *socket;
	struct file *file;

	if (descriptor >= table->max_fds || bpf_probe_read_kernel(&file, sizeof(file), &files[descriptor]))
		return 0;
	socket = BPF_CORE_READ(file, private_data);
	return BPF_CORE_READ(socket, sk);
}

/*
 * A TCP socket that never came as far as SYN_SENT; what did is told when its state changes. Before that TCP writes down whom it will call
 * (IPv4), and after it with which sequence number; a disconnect in the same system call clears neither.
 */
static __always_inline bool never_tried(struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;

	return sk && BPF_CORE_READ(sk, sk_protocol) == IPPROTO_TCP && BPF_CORE_READ(sk, __sk_common.skc_state) == TCP_CLOSE &&
	       !BPF_CORE_READ(tp, segs_out) && !BPF_CORE_READ(tp, write_seq) && !BPF_CORE_READ(sk, __sk_common.skc_daddr);
}

static __always_inline bool fill_target(struct ml_flow_key *key, const void *user)
{
	struct address address = {};

	if (bpf_probe_read_user(&address, sizeof(address), user) && bpf_probe_read_user(&address, 8, user))
		return false;
	key->port = bpf_ntohs(address.port);
	key->family = 4;
	if (address.family == AF_INET) {
		map_v4(key->remote, address.v4);
		return true;
	}
	__builtin_memcpy(key->remote, address.v6, sizeof(address.v6));
	if (!is_mapped((struct in6_addr *)key->remote))
		key->family = 6;
	return address.family == AF_INET6;
}

static __always_inline void tell(const struct ml_flow_key *key, __u32 flow, const char *comm, __u32 reason, __u32 error)
{
	struct ml_connection_event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		count_lost(ML_LOST_FAILED_EVENT);
		return;
	}
	__builtin_memset(event, 0, sizeof(*event));
	event->event.type = ML_EVENT_FAILED;
	event->event.flow = flow;
	event->event.time_ns = event->opened_ns = bpf_ktime_get_ns();
	event->netns = key->netns;
	event->cgroup = key->cgroup;
	__builtin_memcpy(event->remote, key->remote, sizeof(event->remote));
	event->remote_port = key->port;
	event->family = key->family;
	event->role = ML_CLIENT;
	event->failure = reason;
	event->error = error;
	event->tgid = key->tgid;
	event->tid = bpf_get_current_pid_tgid();
	__builtin_memcpy(event->comm, comm, sizeof(event->comm));
	bpf_ringbuf_submit(event, BPF_RB_NO_WAKEUP);
}

static __always_inline bool watches_caller(void)
{
	int level;

	if (!settings.filter_cgroup)
		return true;
	for (level = 0; level < 12; level++) {
		__u64 id = bpf_get_current_ancestor_cgroup_id(level);

		if (id && bpf_map_lookup_elem(&watched_cgroups, &id))
			return true;
	}
	return false;
}

static __always_inline int count(const struct ml_flow_key *key, __u32 reason, __u32 error)
{
	struct ml_counters *counters;
	struct task_struct *task = bpf_get_current_task_btf();
	__u16 ignored = 0;
	char comm[16];
	__u32 flow;

	if (!is_watched_key(key) || !watches_caller())
		return 0;
	leader_comm(task, comm);
	flow = flow_of(key, task, bpf_ktime_get_ns(), &ignored);
	counters = flow ? counters_of(flow) : 0;
	if (counters && reason < ML_FAILURES) {
		ADD(counters->attempts, 1);
		ADD(counters->failures[reason], 1);
	}
	tell(key, flow, comm, reason, error);
	return 0;
}

static __always_inline int on_exit(struct pt_regs *regs, long result)
{
	__u32 reason = reason_of(result);
	struct ml_flow_key key = { .role = ML_CLIENT };
	struct sock *sk;

	if (!reason || SYSCALL_OF(regs) != CONNECT)
		return 0;
	sk = socket_of(FIRST_OF(regs));
	if (!never_tried(sk) || !fill_target(&key, (void *)SECOND_OF(regs)))
		return 0;
	key.netns = BPF_CORE_READ(sk, __sk_common.skc_net.net, net_cookie);
	key.cgroup = BPF_CORE_READ(sk, sk_cgrp_data.cgroup, kn, id);
	key.tgid = bpf_get_current_pid_tgid() >> 32;
	return count(&key, reason, -result);
}

SEC("tp_btf/sys_exit")
int BPF_PROG(unrouted, struct pt_regs *regs, long result)
{
	return on_exit(regs, result);
}
