/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the agent is told of one connection. No event wakes anyone: the agent polls on its own timer. */
#ifndef CONNECTIONS_EVENT_H
#define CONNECTIONS_EVENT_H

#include "flow.h"
#include "slot.h"

/* The peer's FIN has arrived: it counts one in rcv_nxt and in bytes_received. (Our own close sets RCV_SHUTDOWN too, and says nothing.) */
static __always_inline __u32 peer_fin(struct tcp_sock *tp)
{
	return tp->inet_conn.icsk_inet.sk.__sk_common.skc_flags >> bpf_core_enum_value(enum sock_flags, SOCK_DONE) & 1;
}

/* A client's read nobody saw, or a server's. */
#define UNKNOWN_NS (~0ull)

/* Stamps of different processors and of TCP's own clock may cross by a little. */
static __always_inline __u64 since(__u64 now, __u64 then)
{
	return now > then ? now - then : 0;
}

/* Client: the response was read. The reader does not hold the socket's lock, so this is no flag among others. */
static __always_inline bool is_picked(struct connection *c)
{
	return c->second != UNKNOWN_NS;
}

static __always_inline __u64 known(__u64 ns)
{
	return ns == UNKNOWN_NS ? 0 : ns;
}

static __always_inline void describe_turn(struct ml_turn *turn, const struct parts *parts, bool client)
{
	turn->start_ns = parts->start;
	turn->turn_ns = client ? parts->first : 0;
	turn->pickup_ns = client ? known(parts->second) : 0;
	turn->queueing_ns = client ? 0 : known(parts->second);
	turn->service_ns = client ? 0 : parts->first;
	turn->tail_ns = parts->tail;
	turn->pause_ns = parts->pause;
}

static __always_inline void name_of(__u32 flow, char *comm)
{
	__u32 slot = flow % NAMES;
	struct name *name = bpf_map_lookup_elem(&names, &slot);

	if (name && name->flow == flow)
		__builtin_memcpy(comm, name->comm, sizeof(name->comm));
	else
		__builtin_memset(comm, 0, sizeof(name->comm));
}

static __always_inline void describe_ends(struct ml_connection_event *event, struct tcp_sock *tp, struct connection *c)
{
	struct sock *sk = &tp->inet_conn.icsk_inet.sk;

	event->netns = sk->__sk_common.skc_net.net->net_cookie;
	event->cgroup = cgroup_of(sk);
	event->family = addresses_of(sk, event->local, event->remote);
	event->local_port = bpf_ntohs(tp->inet_conn.icsk_inet.inet_sport);
	event->remote_port = c->role == ML_CLIENT ? c->port : bpf_ntohs(sk->__sk_common.skc_dport);
	event->role = c->role;
	event->tgid = c->tgid;
	event->tid = c->tid;
	name_of(c->flow, event->comm);
}

static __always_inline void describe_course(struct ml_connection_event *event, struct connection *c)
{
	event->id = c->id;
	event->unavailable = c->unavailable;
	event->error = c->error;
	event->syn_retransmits = c->syn_retransmits;
	event->opened_ns = c->opened;
	event->handshake_ns = c->handshake;
	event->accept_wait_ns = c->accept_wait;
	event->setup_ns = c->setup;
	event->bytes_sent = c->told_sent;
	event->bytes_received = c->told_received;
	event->stall_ns = c->stall;
	event->rwnd_limited_ns = c->told_rwnd;
	event->sndbuf_limited_ns = c->told_sndbuf;
	event->retransmits = c->retransmits;
	event->turns = c->turns;
	event->reset_in = c->reset_in;
	event->reset_out = c->reset_out;
	event->adopted = c->adopted;
	describe_turn(&event->worst, &c->worst, c->role == ML_CLIENT);
}

SUBPROGRAM int tell_connection(struct tcp_sock *tp, struct connection *c, __u32 type, __u32 failure)
{
	struct ml_connection_event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	__u64 now = bpf_ktime_get_ns();

	if (!event) {
		count_lost(ML_LOST_FLOW_EVENT + type - ML_EVENT_FLOW);
		return 0;
	}
	event->event.type = type;
	event->event.flow = c->flow;
	event->event.time_ns = now;
	event->failure = failure;
	event->lifetime_ns = type == ML_EVENT_FAILED ? 0 : since(now, c->opened + c->handshake);
	__builtin_memset(event->padding, 0, sizeof(event->padding));
	describe_ends(event, tp, c);
	describe_course(event, c);
	bpf_ringbuf_submit(event, BPF_RB_NO_WAKEUP);
	return 0;
}

/* Both ends choose the same connections, so that a sample can still be joined. */
static __always_inline bool is_told(struct connection *c)
{
	return (c->flags & (SLOW | FIRST)) || !((c->id.client_isn ^ c->id.server_isn) & settings.event_sample_mask);
}

#endif
