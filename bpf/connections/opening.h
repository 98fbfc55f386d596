/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* How a connection comes to be. */
#ifndef CONNECTIONS_OPENING_H
#define CONNECTIONS_OPENING_H

#include <stddef.h>
#include "event.h"

static __always_inline struct connection *remember(struct sock *sk)
{
	struct connection *c = connection_in(take_slot(tag_of(sk)));

	if (!c)
		count_lost(ML_LOST_SOCKET);
	return c;
}

/* A slot holds what was there before, and so does a socket that connects again. */
static __always_inline void begin(struct connection *c, struct sock *sk, const struct ml_flow_key *key)
{
	__builtin_memset(c, 0, offsetof(struct connection, kept));
	c->socket = (__u64)sk;
	c->role = key->role;
	c->family = key->family;
	c->port = key->port;
}

/* connect(2) is running: this is the caller. The local port is chosen later. */
static __always_inline int client_opens(struct sock *sk)
{
	struct ml_flow_key key = {};
	__u64 task = bpf_get_current_pid_tgid();
	__u64 now = bpf_ktime_get_ns();
	struct connection *c;

	fill_key(&key, sk, ML_CLIENT, bpf_ntohs(sk->__sk_common.skc_dport));
	key.tgid = task >> 32;
	if (!is_watched(sk, &key))
		return 0;
	c = remember(sk);
	if (!c)
		return 0;
	begin(c, sk, &key);
	c->opened = now;
	c->tgid = key.tgid;
	c->tid = task;
	c->flow = flow_of(&key, bpf_get_current_task_btf(), now, &c->flags);
	if (c->flow)
		c->phase = OPENING;
	return 0;
}

static __always_inline __u32 peer_slot(const struct ml_connection_id *id)
{
	return (id->client_isn ^ id->server_isn * 2654435761u) % PEERS;
}

static __always_inline __u64 sum_of(const struct peer *peer)
{
	__u64 id = (__u64)peer->id.client_isn << 32 | peer->id.server_isn, owner = (__u64)peer->tgid << 32 | peer->flow;

	return ((id * 0x9e3779b97f4a7c15ull ^ owner) * 0x9e3779b97f4a7c15ull ^ peer->netns) * 0x9e3779b97f4a7c15ull;
}

/* Plain stores in any order: the sum tells a reader whether all of them belong together. An atomic one would wait for all before it. */
static __always_inline void leave_identity(struct sock *sk, struct connection *c)
{
	__u32 slot = peer_slot(&c->id);
	struct peer *peer = bpf_map_lookup_elem(&peers, &slot);
	struct peer self = { .id = c->id, .tgid = c->tgid, .flow = c->flow, .netns = sk->__sk_common.skc_net.net->net_cookie };

	self.sum = sum_of(&self);
	if (peer)
		*peer = self;
}

static __always_inline void find_peer(struct connection *c)
{
	__u32 slot = peer_slot(&c->id);
	const struct peer *peer = bpf_map_lookup_elem(&peers, &slot);
	struct peer copy;

	if (!peer)
		return;
	copy = *(const volatile struct peer *)peer;
	if (copy.sum != sum_of(&copy) || copy.id.client_isn != c->id.client_isn || copy.id.server_isn != c->id.server_isn)
		return;
	c->peer_tgid = copy.tgid;
	c->peer_flow = copy.flow;
	c->peer_netns = copy.netns;
}

/*
 * When the SYN that was just acknowledged was handed to the device: some microseconds after SYN_SENT, more when the caller was preempted in
 * between. Of several SYNs the first counts, and only `opened` knows it.
 */
static __always_inline __u64 syn_sent(struct tcp_sock *tp, struct connection *c)
{
	__u64 sent = tp->first_tx_mstamp * 1000;

	return c->syn_retransmits || sent < c->opened ? c->opened : sent;
}

SUBPROGRAM int client_established(struct tcp_sock *tp, struct connection *c)
{
	__u64 now = tp->tcp_clock_cache;

	c->phase = IDLE;
	c->handshake = since(now, syn_sent(tp, c));
	c->seen = tp->rcv_nxt;
	c->id.client_isn = tp->snd_una - 1;
	c->id.server_isn = tp->rcv_nxt - 1;
	leave_identity(&tp->inet_conn.icsk_inet.sk, c);
	record(c->flow, ML_HANDSHAKE, c->handshake);
	if (c->handshake <= settings.slow_handshake_ns && settings.slow_handshake_ns)
		return 0;
	c->flags |= SLOW;
	c->told = 1;
	return tell_connection(tp, c, ML_EVENT_ESTABLISHED, ML_NO_FAILURE);
}

/* Both ends called connect at once: neither is a server, so both take the smaller number for the client's. */
static __always_inline int both_opened(struct tcp_sock *tp, struct connection *c)
{
	struct ml_connection_id id;

	client_established(tp, c);
	id = c->id;
	if (id.server_isn >= id.client_isn)
		return 0;
	c->id.client_isn = id.server_isn;
	c->id.server_isn = id.client_isn;
	return 0;
}

/* In the name of nobody: whoever accepts shows at the first read or send. */
static __always_inline int server_established(struct sock *sk)
{
	struct tcp_sock *tp = bpf_skc_to_tcp_sock(sk);
	struct ml_flow_key key = {};
	struct connection *c;

	if (!tp)
		return 0;
	fill_key(&key, sk, ML_SERVER, sk->__sk_common.skc_num);
	if (!is_watched(sk, &key))
		return 0;
	c = remember(sk);
	if (!c)
		return 0;
	if (c->phase == OPENING)
		return both_opened(tp, c);
	begin(c, sk, &key);
	c->opened = tp->tcp_clock_cache;
	c->phase = IDLE;
	c->seen = tp->rcv_nxt;
	c->id.client_isn = tp->rcv_nxt - 1;
	c->id.server_isn = tp->snd_una - 1;
	find_peer(c);
	return 0;
}

#endif
