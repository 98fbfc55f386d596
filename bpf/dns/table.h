/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the name server programs keep: queries without an answer yet, and counts per process and name server. */
#ifndef DNS_TABLE_H
#define DNS_TABLE_H

#include "bucket.h"
#include "dns.h"
#include "kernel.h"
#include "watched.h"

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
	__u64 error_ns;         /* when the last of them came: it concerns no later query */
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

/* What watching is limited to; empty and not asked unless its switch is set. */
struct id_filter_map watched_dns_netns SEC(".maps");
struct id_filter_map watched_dns_cgroups SEC(".maps");
struct address_filter_map watched_dns_addresses SEC(".maps");

const volatile bool filters_netns;
const volatile bool filters_cgroups;
const volatile bool filters_addresses;

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

static __always_inline struct trouble *trouble_of(__u64 socket)
{
	struct trouble none = {};
	struct trouble *trouble = bpf_map_lookup_elem(&troubles, &socket);

	if (trouble)
		return trouble;
	bpf_map_update_elem(&troubles, &socket, &none, BPF_NOEXIST);
	return bpf_map_lookup_elem(&troubles, &socket);
}

static __always_inline bool spend(__u32 *count)
{
	if (!*count)
		return false;
	__sync_fetch_and_sub(count, 1);
	return true;
}

#endif
