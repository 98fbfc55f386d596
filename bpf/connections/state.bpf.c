// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * How long did the handshake take, did it fail and why, and what did the connection come to? All from the one tracepoint that every state
 * change passes. Closing gives the socket's slot back: a socket may connect again, and begins anew.
 */
#include "opening.h"
#include "closing.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* What leaves ESTABLISHED ends a server's last turn, before the farewell's segments renew the transmit stamp. */
static __always_inline int leaves(struct tcp_sock *tp, struct connection *c)
{
	if (c->role == ML_SERVER)
		end_last_turn(tp, c);
	return 0;
}

static __always_inline int ends(struct sock *sk, struct tcp_sock *tp, struct connection *c, int from)
{
	if (c->phase == OPENING)
		fails(sk, tp, c);
	else if (c->phase != CLOSED)
		closes(sk, tp, c, resets(sk, c, from));
	forget(sk, c);
	return 0;
}

static __always_inline int goes_on(struct sock *sk, int from, int to)
{
	struct connection *c = find(sk);
	struct tcp_sock *tp = c ? bpf_skc_to_tcp_sock(sk) : 0;

	if (!tp)
		return 0;
	if (to == TCP_CLOSE)
		return ends(sk, tp, c, from);
	if (c->phase == CLOSED)
		return 0;
	return to == TCP_ESTABLISHED ? client_established(tp, c) : leaves(tp, c);
}

/* Of the ten changes that a short connection's two ends go through, half are of no interest: those cost two comparisons. */
static __always_inline int changes(struct sock *sk, int from, int to)
{
	if (to != TCP_ESTABLISHED && to != TCP_CLOSE && to != TCP_SYN_SENT && from != TCP_ESTABLISHED)
		return 0;
	if (sk->sk_protocol != IPPROTO_TCP)
		return 0;
	if (to == TCP_SYN_SENT)
		return client_opens(sk);
	if (from == TCP_SYN_RECV && to == TCP_ESTABLISHED)
		return server_established(sk);
	return goes_on(sk, from, to);
}

SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(state, struct sock *sk, int from, int to)
{
	return changes(sk, from, to);
}

SEC("tp_btf/inet_sk_error_report")
int BPF_PROG(error, struct sock *sk)
{
	return note_error(sk);
}
