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
#include "bucket.h"
#include "dns.h"
#include "kernel.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define DNS_PORT 53
#define DNS_ANSWER 0x80
#define DNS_RCODE 0x0f
/* Answers looked for behind the newest datagram in a socket: several may come before the socket says so once. */
#define QUEUE_DEPTH 4

struct query_key {
	__u64 socket;           /* its place in memory: a cookie cannot be asked for where the query is sent */
	__u16 id;
	__u16 padding[3];
};

struct query {
	struct ml_dns_key asked;
	__u64 sent_ns;
};

/* What a socket met that cannot be told of one query. */
struct trouble {
	__u32 unread;           /* answers that were gone before they could be read */
	__u32 errors;           /* ICMP */
};

struct message {
	__be16 source;
	__be16 destination;
	__be16 length;
	__be16 checksum;
	__be16 id;
	__u8 flags;
	__u8 code;
	__be16 counts[4];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8192);
	__type(key, struct query_key);
	__type(value, struct query);
} queries SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, struct trouble);
} troubles SEC(".maps");

struct name_servers {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct ml_dns_key);
	__type(value, struct ml_dns);
};

struct name_servers name_servers_0 SEC(".maps");
struct name_servers name_servers_1 SEC(".maps");

/* Network namespace cookies to which watching is limited; empty and not asked unless watches_some is set. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, __u8);
} watched_dns SEC(".maps");

const volatile bool watches_some;

/* A stub resolver gives up after five seconds unless it is told otherwise. */
const volatile __u64 patience_ns = 5000000000;

volatile __u32 generation;
struct ml_dns_losses losses;
__u64 outstanding;

const struct ml_dns nothing;

#define ADD(counter, n) __sync_fetch_and_add(&(counter), (n))

static __always_inline struct ml_dns *entry_in(void *map, const struct ml_dns_key *key)
{
	struct ml_dns *entry = bpf_map_lookup_elem(map, key);

	if (entry)
		return entry;
	bpf_map_update_elem(map, key, &nothing, BPF_NOEXIST);
	return bpf_map_lookup_elem(map, key);
}

static __always_inline struct ml_dns *entry_of(const struct ml_dns_key *key)
{
	return generation & 1 ? entry_in(&name_servers_1, key) : entry_in(&name_servers_0, key);
}

/* When short-lived processes fill the table, the name server matters more than who asked it. */
static __noinline struct ml_dns *name_server(struct ml_dns_key *key)
{
	struct ml_dns *entry = entry_of(key);

	if (entry)
		return entry;
	ADD(losses.processes, 1);
	key->tgid = 0;
	key->cgroup = 0;
	entry = entry_of(key);
	if (!entry)
		ADD(losses.samples, 1);
	return entry;
}

/* Whoever takes a query away tells its end; a late answer and the sweep may meet. */
static __always_inline bool take(const struct query_key *key)
{
	if (bpf_map_delete_elem(&queries, key))
		return false;
	__sync_fetch_and_sub(&outstanding, 1);
	return true;
}

static __always_inline bool is_udp(struct sock *sk)
{
	return sk && sk->sk_protocol == IPPROTO_UDP;
}

static __always_inline bool read_message(struct sk_buff *skb, struct message *message)
{
	return !bpf_probe_read_kernel(message, sizeof(*message), skb->head + skb->transport_header) &&
	       bpf_ntohs(message->length) >= sizeof(*message);
}

static __always_inline void map_v4(__u8 *to, __be32 address)
{
	__u32 *words = (__u32 *)to;

	words[0] = 0;
	words[1] = 0;
	words[2] = bpf_htonl(0xffff);
	words[3] = address;
}

/* Source or destination as the packet's IP header has it. */
static __always_inline void packet_address(__u8 *to, struct sk_buff *skb, int v4_offset, int v6_offset)
{
	unsigned char *header = skb->head + skb->network_header;
	__be32 address = 0;

	if (skb->protocol == bpf_htons(ETH_P_IP)) {
		bpf_probe_read_kernel(&address, sizeof(address), header + v4_offset);
		map_v4(to, address);
	} else {
		bpf_probe_read_kernel(to, 16, header + v6_offset);
	}
}

static __always_inline void connected_address(__u8 *to, struct sock *sk)
{
	struct in6_addr *v6 = &sk->__sk_common.skc_v6_daddr;
	__u32 *words = (__u32 *)to;

	if (sk->__sk_common.skc_family == AF_INET) {
		map_v4(to, sk->__sk_common.skc_daddr);
		return;
	}
	words[0] = v6->in6_u.u6_addr32[0];
	words[1] = v6->in6_u.u6_addr32[1];
	words[2] = v6->in6_u.u6_addr32[2];
	words[3] = v6->in6_u.u6_addr32[3];
}

static __always_inline bool is_connected(struct sock *sk)
{
	return sk->__sk_common.skc_dport != 0;
}

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

/* An application that asks again under the same id has waited since it asked first. */
static __always_inline int asked(struct sock *sk, struct sk_buff *skb, const struct message *message)
{
	struct query_key key = { .socket = (__u64)sk, .id = message->id };
	struct query query = { .sent_ns = bpf_ktime_get_ns() };

	if (bpf_map_lookup_elem(&queries, &key))
		return 0;
	describe(&query.asked, sk, skb);
	if (watches_some && !bpf_map_lookup_elem(&watched_dns, &query.asked.netns))
		return 0;
	if (bpf_map_update_elem(&queries, &key, &query, BPF_NOEXIST))
		ADD(losses.queries, 1);
	else
		ADD(outstanding, 1);
	return 0;
}

static __always_inline bool asks_name_server(struct sock *sk, const struct message *message)
{
	__be16 port = bpf_htons(DNS_PORT);

	/* The sender's port tells this datagram from one that only carries it, as a tunnel does. */
	return (message->destination == port || sk->__sk_common.skc_dport == port) &&
	       message->source == bpf_htons(sk->__sk_common.skc_num) && !(message->flags & DNS_ANSWER);
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

static __always_inline struct trouble *trouble_of(__u64 socket)
{
	struct trouble none = {};
	struct trouble *trouble = bpf_map_lookup_elem(&troubles, &socket);

	if (trouble)
		return trouble;
	bpf_map_update_elem(&troubles, &socket, &none, BPF_NOEXIST);
	return bpf_map_lookup_elem(&troubles, &socket);
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
	if (trouble)
		ADD(trouble->errors, 1);
	return 0;
}

static __always_inline bool spend(__u32 *count)
{
	if (!*count)
		return false;
	__sync_fetch_and_sub(count, 1);
	return true;
}

static long end_query(void *map, struct query_key *key, struct query *query, __u64 *now)
{
	struct trouble *trouble = bpf_map_lookup_elem(&troubles, &key->socket);
	bool expired = *now > query->sent_ns + patience_ns;
	struct ml_dns_key from = query->asked;
	struct query_key taken = *key;
	struct ml_dns *entry;
	bool unreachable;

	if (!expired && !(trouble && trouble->errors))
		return 0;
	if (!take(&taken))
		return 0;
	unreachable = trouble && spend(&trouble->errors);
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
