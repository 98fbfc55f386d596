// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * How long name servers take to answer over UDP, and how they fail. A query is seen when it is handed to a device, because its id is
 * nowhere else. Its answer is seen when it lies in the socket that asked: there the addresses are those the application knows, whatever
 * NAT or redirection happened below. Both meet by socket and id. Of a message only the header is looked at: id, direction, response
 * code; never a name.
 *
 * A packet that is not UDP costs a comparison, as does one received while no query is outstanding.
 */
#define DEFINES_BUCKETS
#include "message.h"
#include "table.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* Answers looked for behind the newest datagram in a socket: several may come before the socket says so once. */
#define QUEUE_DEPTH 4

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

SEC("tp_btf/net_dev_queue")
int BPF_PROG(dns_sent, struct sk_buff *skb)
{
	struct sock *sk = skb->sk;
	struct message message;

	if (!is_udp(sk) || (is_connected(sk) && sk->__sk_common.skc_dport != bpf_htons(DNS_PORT)))
		return 0;
	if (!read_message(skb, &message) || !asks_name_server(sk, &message))
		return 0;
	return asked(sk, skb, &message);
}

static __noinline int answered(struct ml_dns_key *key, __u64 ns, __u32 rcode)
{
	struct ml_dns *entry = name_server(key);
	__u32 bucket = bucket_of(ns);

	if (!entry || bucket >= ML_BUCKETS)
		return 0;
	ADD(entry->latency.buckets[bucket], 1);
	ADD(entry->latency.sum_ns, ns);
	if (ns > entry->latency.max_ns)
		entry->latency.max_ns = ns;
	ADD(entry->rcodes[rcode & DNS_RCODE], 1);
	return 0;
}

/* True if the datagram comes from a name server, also when nobody waits for it any more. */
static __always_inline bool read_answer(struct sock *sk, struct sk_buff *skb, __u64 socket)
{
	struct query_key key = { .socket = socket };
	struct ml_dns_key from;
	struct message message;
	struct query *query;
	__u64 sent_ns;

	if (!read_message(skb, &message) || message.source != bpf_htons(DNS_PORT) || !(message.flags & DNS_ANSWER))
		return false;
	key.id = message.id;
	query = bpf_map_lookup_elem(&queries, &key);
	if (!query)
		return true;
	from = query->asked;
	sent_ns = query->sent_ns;
	if (!is_connected(sk))
		packet_address(from.server, skb, 12, 8);
	if (take(&key))
		answered(&from, bpf_ktime_get_ns() - sent_ns, message.code);
	return true;
}

/* A reader that was awake already may have taken the answer before its socket says that there is one. */
static __always_inline int missed(__u64 socket)
{
	struct trouble *trouble = trouble_of(socket);

	if (trouble)
		ADD(trouble->unread, 1);
	return 0;
}

SEC("tp_btf/sk_data_ready")
int BPF_PROG(dns_received, struct sock *sk)
{
	struct sk_buff *head, *skb;
	__u64 socket;
	int i;

	if (!is_udp(sk) || !outstanding)
		return 0;
	if (is_connected(sk) && sk->__sk_common.skc_dport != bpf_htons(DNS_PORT))
		return 0;
	socket = (__u64)sk;
	head = (struct sk_buff *)&sk->sk_receive_queue;
	skb = sk->sk_receive_queue.prev;
	if (skb == head)
		return missed(socket);
	for (i = 0; i < QUEUE_DEPTH && skb && skb != head; i++) {
		if (!read_answer(sk, skb, socket))
			break;
		skb = skb->prev;
	}
	return 0;
}

SEC("tp_btf/inet_sk_error_report")
int BPF_PROG(dns_error, struct sock *sk)
{
	struct trouble *trouble;

	if (!is_udp(sk) || !outstanding || sk->__sk_common.skc_dport != bpf_htons(DNS_PORT))
		return 0;
	trouble = trouble_of((__u64)sk);
	if (trouble) {
		ADD(trouble->errors, 1);
		trouble->error_ns = bpf_ktime_get_ns();
	}
	return 0;
}

static long end_query(void *map, struct query_key *key, struct query *query, __u64 *now)
{
	struct trouble *trouble = bpf_map_lookup_elem(&troubles, &key->socket);
	bool expired = *now > query->sent_ns + patience_ns;
	struct ml_dns_key from = query->asked;
	struct query_key taken = *key;
	struct ml_dns *entry;
	bool unreachable = trouble && trouble->errors && query->sent_ns < trouble->error_ns;

	if (!expired && !unreachable)
		return 0;
	if (!take(&taken))
		return 0;
	unreachable = unreachable && spend(&trouble->errors);
	if (!unreachable && trouble && spend(&trouble->unread)) {
		ADD(losses.unmatched, 1);
		return 0;
	}
	entry = name_server(&from);
	if (entry)
		ADD(*(unreachable ? &entry->unreachable : &entry->unanswered), 1);
	return 0;
}

/* Run by the agent now and then: ends the queries that will get no answer. */
SEC("syscall")
int dns_sweep(void *context)
{
	__u64 now = bpf_ktime_get_ns();

	if (outstanding)
		bpf_for_each_map_elem(&queries, end_query, &now, 0);
	return 0;
}
