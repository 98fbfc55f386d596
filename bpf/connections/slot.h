/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Where a watched socket's connection is kept: in a table made once, found by the socket's place in memory. Socket storage would be allocated
 * for each connection, which takes longer than everything else together. Eight slots share a set; a socket whose set is full is not watched.
 */
#ifndef CONNECTIONS_SLOT_H
#define CONNECTIONS_SLOT_H

#include "maps.h"

/* A number for a socket: how far it lies from one of our own variables, because of a pointer only differences may be calculated with. */
static __always_inline __u64 tag_of(struct sock *sk)
{
	return (__u64)sk - (__u64)&anchor;
}

/* The slot that a socket takes if it is free. */
static __always_inline __u32 home_of(__u64 tag)
{
	__u64 mixed = (__u32)(tag >> 6) * 2654435761u;

	return mixed >> (32 - WAY_BITS - set_bits);
}

/* Global functions, which the verifier looks at once. All give the slot's number or less than 0. */
extern int find_slot(__u64 tag);
extern int take_slot(__u64 tag);
extern int release_slot(__u64 tag);

static __always_inline struct connection *connection_in(int slot)
{
	return slot < 0 ? 0 : bpf_map_lookup_elem(&sockets, &slot);
}

/* Null if the socket is not watched. */
static __always_inline struct connection *find(struct sock *sk)
{
	__u64 tag = tag_of(sk);
	struct connection *c = connection_in(home_of(tag));

	return c && c->socket == (__u64)sk ? c : connection_in(find_slot(tag));
}

static __always_inline void forget(struct sock *sk, struct connection *c)
{
	c->socket = 0;
	release_slot(tag_of(sk));
}

#endif
