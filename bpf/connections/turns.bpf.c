// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * How long is a turn? These run for every send, arrival and read of the machine, so each begins with the one lookup that says whether the
 * socket is watched. All but `reading` and `sent` run under the socket's lock.
 */
#include "hindsight.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

static __always_inline struct connection *turning(struct sock *sk)
{
	struct connection *c = find(sk);

	return c && c->phase != OFF && c->phase != CLOSED ? c : 0;
}

static __always_inline int on_send(struct sock *sk, struct msghdr *message)
{
	struct connection *c = turning(sk);
	struct sending sending = {};
	struct tcp_sock *tp;

	if (!c || has_answered(c))
		return 0;
	tp = bpf_skc_to_tcp_sock(sk);
	if (!tp)
		return 0;
	sending.begun = sending.done = bpf_ktime_get_ns();
	sending.bytes = unsent_bytes(message);
	sending.size = message->msg_iter.count;
	sending.continues = message->msg_iter.iov_offset;
	sending.blocked = buffer_is_full(tp);
	if (!c->flow)
		touch(sk, c);
	return c->role == ML_CLIENT ? client_sends(tp, c, &sending) : server_sends(tp, c, &sending);
}

/* In the kernels before tcp_sendmsg_locked: sends are told when they are done. */
static __always_inline int on_sent(struct sock *sk, int size)
{
	struct connection *c = turning(sk);
	struct tcp_sock *tp;

	if (!c || has_answered(c))
		return 0;
	if (size <= 0) {
		c->flags |= BLOCKED;
		return 0;
	}
	tp = bpf_skc_to_tcp_sock(sk);
	if (!tp)
		return 0;
	if (!c->flow)
		touch(sk, c);
	return have_sent(tp, c, size);
}

static __always_inline int on_arrival(struct sock *sk)
{
	struct connection *c = turning(sk);
	struct tcp_sock *tp;

	if (!c)
		return 0;
	tp = bpf_skc_to_tcp_sock(sk);
	if (!tp)
		return 0;
	if (c->role == ML_CLIENT)
		client_arrival(tp, c);
	else
		server_arrival(tp, c);
	return 0;
}

static __always_inline int on_read(struct sock *sk, int size, int flags)
{
	struct connection *c;

	if (size <= 0 || (flags & MSG_PEEK))
		return 0;
	c = turning(sk);
	if (!c)
		return 0;
	if (!c->flow)
		touch(sk, c);
	if (c->role == ML_CLIENT)
		client_reads(c, size);
	else
		server_reads(c, size);
	return 0;
}

/* Before the bytes are taken; once per segment of a large send. */
SEC("tp_btf/tcp_sendmsg_locked")
int BPF_PROG(sending, struct sock *sk, struct msghdr *message)
{
	return on_send(sk, message);
}

/* Instead of `sending`, where that tracepoint does not exist (6.3 to 6.15). Runs without the socket's lock. */
SEC("tp_btf/sock_send_length")
int BPF_PROG(sent, struct sock *sk, int size)
{
	return on_sent(sk, size);
}

SEC("tp_btf/sk_data_ready")
int BPF_PROG(arrived, struct sock *sk)
{
	return on_arrival(sk);
}

SEC("tp_btf/sock_recv_length")
int BPF_PROG(reading, struct sock *sk, int size, int flags)
{
	return on_read(sk, size, flags);
}
