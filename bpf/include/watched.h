/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What watching may be limited to, as all programs ask it. */
#ifndef WATCHED_H
#define WATCHED_H

#include "kernel.h"

#define WATCHED_TARGETS 1024

/* Network namespaces by cookie, cgroups by id. */
struct id_filter_map {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, WATCHED_TARGETS);
	__type(key, __u64);
	__type(value, __u8);
};

/* Prefixes; IPv4 as ::ffff:a.b.c.d. */
struct address_filter_map {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, WATCHED_TARGETS);
	__uint(key_size, 20);
	__uint(value_size, 1);
};

/* The socket's cgroup or one of its parents. */
static __always_inline bool holds_cgroup(void *map, struct sock *sk)
{
	struct cgroup *cgroup = sk->sk_cgrp_data.cgroup;
	int depth;

	for (depth = 0; depth < 12 && cgroup; depth++) {
		struct cgroup_subsys_state *parent;
		__u64 id = cgroup->kn->id;

		if (bpf_map_lookup_elem(map, &id))
			return true;
		parent = cgroup->self.parent;
		if (!parent)
			break;
		cgroup = parent->cgroup;
	}
	return false;
}

static __always_inline bool holds_address(void *map, const __u8 *address)
{
	struct {
		__u32 bits;
		__u8 address[16];
	} key = { .bits = 128 };

	__builtin_memcpy(key.address, address, sizeof(key.address));
	return bpf_map_lookup_elem(map, &key);
}

#endif
