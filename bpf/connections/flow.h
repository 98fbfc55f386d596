/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Who talks to whom: addresses as they are on the wire, what is watched, and the id of the flow. */
#ifndef CONNECTIONS_FLOW_H
#define CONNECTIONS_FLOW_H

#include "address.h"
#include "record.h"

static __always_inline bool is_mapped(struct in6_addr *address)
{
	return !address->in6_u.u6_addr32[0] && !address->in6_u.u6_addr32[1] &&
	       address->in6_u.u6_addr32[2] == bpf_htonl(0xffff);
}

/* A v4-mapped AF_INET6 socket also fills its IPv4 fields: what is on the wire decides. Returns 4 or 6. */
static __always_inline __u8 addresses_of(struct sock *sk, __u8 *local, __u8 *remote)
{
	struct sock_common *common = &sk->__sk_common;

	if (common->skc_family == AF_INET || is_mapped(&common->skc_v6_daddr)) {
		map_v4(local, common->skc_rcv_saddr);
		map_v4(remote, common->skc_daddr);
		return 4;
	}
	copy_v6(local, &common->skc_v6_rcv_saddr);
	copy_v6(remote, &common->skc_v6_daddr);
	return 6;
}

static __always_inline __u64 cgroup_of(struct sock *sk)
{
	struct cgroup *cgroup = sk->sk_cgrp_data.cgroup;

	return cgroup ? cgroup->kn->id : 0;
}

static __always_inline bool is_watched_key(const struct ml_flow_key *key)
{
	if (settings.filter_netns && !bpf_map_lookup_elem(&watched_netns, &key->netns))
		return false;
	if (settings.filter_port && !bpf_map_lookup_elem(&watched_ports, &key->port))
		return false;
	if (settings.filter_address && !holds_address(&watched_addresses, key->local) &&
	    !holds_address(&watched_addresses, key->remote))
		return false;
	return true;
}

static __always_inline bool is_watched(struct sock *sk, const struct ml_flow_key *key)
{
	return is_watched_key(key) && (!settings.filter_cgroup || holds_cgroup(&watched_cgroups, sk));
}

static __always_inline void fill_key(struct ml_flow_key *key, struct sock *sk, __u8 role, __u16 port)
{
	key->netns = sk->__sk_common.skc_net.net->net_cookie;
	key->cgroup = cgroup_of(sk);
	key->family = addresses_of(sk, key->local, key->remote);
	key->port = port;
	key->role = role;
}

static __always_inline void leader_comm(struct task_struct *task, char *comm)
{
	bpf_probe_read_kernel(comm, 16, &task->group_leader->comm);
}

static __always_inline void keep_name(__u32 id, const char *comm)
{
	__u32 slot = id % NAMES;
	struct name *name = bpf_map_lookup_elem(&names, &slot);

	if (!name)
		return;
	name->flow = id;
	__builtin_memcpy(name->comm, comm, sizeof(name->comm));
}

static __always_inline void announce(__u32 id, const struct ml_flow_key *key, const char *comm)
{
	struct ml_flow_event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		count_lost(ML_LOST_FLOW_EVENT);
		return;
	}
	event->event.type = ML_EVENT_FLOW;
	event->event.flow = id;
	event->event.time_ns = bpf_ktime_get_ns();
	event->key = *key;
	__builtin_memcpy(event->comm, comm, sizeof(event->comm));
	bpf_ringbuf_submit(event, BPF_RB_NO_WAKEUP);
}

/* `owner` is null where the kernel decides in nobody's name. */
SUBPROGRAM __u32 new_flow(const struct ml_flow_key *key, struct task_struct *owner, __u64 now)
{
	struct ml_flow flow = { .opened = 1, .last_opened_ns = now };
	struct ml_flow *existing;
	char comm[16] = {};

	flow.id = __sync_fetch_and_add(&flow_ids, 1) + 1;
	if (bpf_map_update_elem(&flows, key, &flow, BPF_NOEXIST)) {
		existing = bpf_map_lookup_elem(&flows, key);
		if (!existing) {
			count_lost(ML_LOST_FLOW);
			return 0;
		}
		ADD(existing->opened, 1);
		return existing->id;
	}
	if (owner)
		leader_comm(owner, comm);
	keep_name(flow.id, comm);
	announce(flow.id, key, comm);
	return flow.id;
}

/* 0 if the map is full. */
static __always_inline __u32 flow_of(const struct ml_flow_key *key, struct task_struct *owner, __u64 now, __u16 *flags)
{
	struct ml_flow *flow = bpf_map_lookup_elem(&flows, key);

	if ((!flow || flow->opened < FIRST_CONNECTIONS) && within(&first_connections, FIRST_PER_SECOND, now))
		*flags |= FIRST;
	if (!flow)
		return new_flow(key, owner, now);
	ADD(flow->opened, 1);
	flow->last_opened_ns = now;
	return flow->id;
}

#endif
