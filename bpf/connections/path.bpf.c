// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* What did the path cost? Retransmissions, the time without progress that led to them, and resets: all rare, so counted at once. */
#include <linux/errno.h>
#include "stall.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

static __always_inline struct connection *watched(struct sock *sk)
{
	return sk ? find(sk) : 0;
}

static __always_inline int on_retransmit(struct sock *sk, const struct sk_buff *skb)
{
	struct connection *c = watched(sk);
	struct tcp_sock *tp = c ? bpf_skc_to_tcp_sock(sk) : 0;
	struct ml_counters *counters = tp && c->flow ? counters_of(c->flow) : 0;
	struct tcp_skb_cb control;

	if (!counters)
		return 0;
	if (c->phase == OPENING) {
		c->syn_retransmits++;
		count_attempt(c, counters);
		ADD(counters->syn_retransmits, 1);
		return 0;
	}
	if (bpf_core_read(&control.seq, sizeof(control.seq), &((struct tcp_skb_cb *)skb->cb)->seq) ||
	    bpf_core_read(&control.tcp_gso_segs, sizeof(control.tcp_gso_segs), &((struct tcp_skb_cb *)skb->cb)->tcp_gso_segs))
		return 0;
	c->flags |= SLOW;
	c->retransmits += control.tcp_gso_segs;
	ADD(counters->retransmits, control.tcp_gso_segs);
	add_stall(tp, c, counters, control.seq);
	return 0;
}

static __always_inline int on_reset(struct sock *sk, bool in)
{
	struct connection *c = watched(sk);
	struct ml_counters *counters;

	if (!c)
		return 0;
	if (c->phase == OPENING) {
		/*
		 * A caller that polls may take the error from the socket before its state changes. While the SYN has no answer TCP takes
		 * only a reset that acknowledges it, and that is a refusal, whoever sent it: the port's owner and a firewall in between look
		 * the same. Once the peer's own SYN came (both opened at once) somebody was there, and went back on it.
		 */
		if (in)
			c->error = sk->__sk_common.skc_state == TCP_SYN_SENT ? ECONNREFUSED : ECONNRESET;
		return 0;
	}
	if (in)
		c->reset_in = 1;
	else
		c->reset_out = 1;
	counters = c->flow ? counters_of(c->flow) : 0;
	if (counters)
		ADD(*(in ? &counters->resets_in : &counters->resets_out), 1);
	return 0;
}

/* A failed attempt put nothing on the wire. */
SEC("tp_btf/tcp_retransmit_skb")
int BPF_PROG(retransmitted, struct sock *sk, struct sk_buff *skb, int error)
{
	return error ? 0 : on_retransmit(sk, skb);
}

/* Before 6.16 the tracepoint has no error and fires only for what was sent. */
SEC("tp_btf/tcp_retransmit_skb")
int BPF_PROG(retransmitted_plain, struct sock *sk, struct sk_buff *skb)
{
	return on_retransmit(sk, skb);
}

SEC("tp_btf/tcp_receive_reset")
int BPF_PROG(reset_in, struct sock *sk)
{
	return on_reset(sk, true);
}

SEC("tp_btf/tcp_send_reset")
int BPF_PROG(reset_out, struct sock *sk)
{
	return on_reset(sk, false);
}
