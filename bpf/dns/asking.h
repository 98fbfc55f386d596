/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A query leaves: who asks whom, and is it one to watch? */
#ifndef DNS_ASKING_H
#define DNS_ASKING_H

#include "message.h"
#include "table.h"

/*
 * A query that had to wait for its neighbour's address leaves in an interrupt, in the middle of any process: the sender's own at least
 * shares the socket's cgroup.
 */
static __always_inline __u32 asking_process(__u64 cgroup)
{
	return cgroup && cgroup != bpf_get_current_cgroup_id() ? 0 : bpf_get_current_pid_tgid() >> 32;
}

static __always_inline void describe(struct ml_dns_key *key, struct sock *sk, struct sk_buff *skb)
{
	struct cgroup *cgroup = sk->sk_cgrp_data.cgroup;

	key->netns = sk->__sk_common.skc_net.net->net_cookie;
	key->cgroup = cgroup ? cgroup->kn->id : 0;
	key->tgid = asking_process(key->cgroup);
	if (is_connected(sk))
		connected_address(key->server, sk);
	else
		packet_address(key->server, skb, 16, 24);
}

/* An address is the name server's or the asker's. */
static __always_inline bool is_watched(const struct ml_dns_key *asked, struct sock *sk, struct sk_buff *skb)
{
	__u8 asker[16];

	if (filters_netns && !bpf_map_lookup_elem(&watched_dns_netns, &asked->netns))
		return false;
	if (filters_cgroups && !holds_cgroup(&watched_dns_cgroups, sk))
		return false;
	if (!filters_addresses || holds_address(&watched_dns_addresses, asked->server))
		return true;
	if (is_connected(sk))
		own_address(asker, sk);
	else
		packet_address(asker, skb, 12, 8);
	return holds_address(&watched_dns_addresses, asker);
}

/* Another question: its asker or its server differ, or the answer to the one before was read unseen. */
static __always_inline bool replaces(const struct query *before, const struct query *now, __u64 socket)
{
	const __u64 *one = (const __u64 *)before->asked.server, *other = (const __u64 *)now->asked.server;
	struct trouble *trouble;

	if (before->asked.netns != now->asked.netns || before->asked.tgid != now->asked.tgid || one[0] != other[0] || one[1] != other[1])
		return true;
	trouble = bpf_map_lookup_elem(&troubles, &socket);
	return trouble && spend(&trouble->unread);
}

/*
 * An application that asks again under the same id has waited since it asked first. But a socket, or its place in memory, may also be used
 * for a second query whose id happens to be the same; what became of the first is not known then.
 */
static __always_inline int asked_again(struct query *before, const struct query *now, __u64 socket)
{
	if (!replaces(before, now, socket))
		return 0;
	*before = *now;
	ADD(losses.unmatched, 1);
	return 0;
}

static __always_inline int asked(struct sock *sk, struct sk_buff *skb, const struct message *message)
{
	struct query_key key = { .socket = (__u64)sk, .id = message->id };
	struct query query = { .sent_ns = bpf_ktime_get_ns() };
	struct query *before;

	describe(&query.asked, sk, skb);
	if (!is_watched(&query.asked, sk, skb))
		return 0;
	before = bpf_map_lookup_elem(&queries, &key);
	if (before)
		return asked_again(before, &query, key.socket);
	if (bpf_map_update_elem(&queries, &key, &query, BPF_NOEXIST))
		ADD(losses.queries, 1);
	else
		ADD(outstanding, 1);
	return 0;
}

#endif
