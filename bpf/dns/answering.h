/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* How a query ends: by an answer, by one that was read unseen, by an error, or by nothing in time. */
#ifndef DNS_ANSWERING_H
#define DNS_ANSWERING_H

#include "message.h"
#include "table.h"

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

#endif
