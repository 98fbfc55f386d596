// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Which connections are older than the agent? The agent reads `adopt` once in every network namespace, listeners first as the kernel lists
 * them: a connection on a port somebody listens on is a server's. Then it reads `claim` once, which finds the process of every socket.
 */
#include "opening.h"
#include "owner.h"
#include "totals.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

static __always_inline int note_listener(struct sock_common *common)
{
	struct listening key = { .netns = common->skc_net.net->net_cookie, .port = common->skc_num };
	__u8 yes = 1;

	bpf_map_update_elem(&listening, &key, &yes, BPF_ANY);
	return 0;
}

/*
 * The initial sequence numbers are where the stream stands now less all that passed. Of the handshake only a client's own SYN was counted, as
 * acknowledged; a FIN counts in both.
 */
static __always_inline void compute_id(struct tcp_sock *tp, struct connection *c)
{
	__u32 ours = tp->snd_una - (__u32)tp->bytes_acked, theirs = tp->rcv_nxt - (__u32)tp->bytes_received - 1;

	c->id.client_isn = c->role == ML_CLIENT ? ours : theirs;
	c->id.server_isn = c->role == ML_CLIENT ? theirs : ours - 1;
}

/* What the connection came to before is nobody's news. */
static __always_inline void skip_past(struct tcp_sock *tp, struct connection *c)
{
	c->seen = tp->rcv_nxt;
	c->told_sent = tp->bytes_sent - tp->bytes_retrans;
	c->told_received = tp->bytes_received - peer_fin(tp);
	c->told_rwnd = limited(tp, RWND_LIMITED);
	c->told_sndbuf = limited(tp, SNDBUF_LIMITED);
}

static __always_inline int take(struct sock *sk, struct tcp_sock *tp)
{
	struct listening listener = { .netns = sk->__sk_common.skc_net.net->net_cookie, .port = sk->__sk_common.skc_num };
	bool server = bpf_map_lookup_elem(&listening, &listener);
	struct ml_flow_key key = {};
	struct connection *c;

	fill_key(&key, sk, server ? ML_SERVER : ML_CLIENT,
		 server ? sk->__sk_common.skc_num : bpf_ntohs(sk->__sk_common.skc_dport));
	if (!is_watched(sk, &key) || find(sk))
		return 0;
	c = remember(sk);
	if (!c)
		return 0;
	begin(c, sk, &key);
	c->adopted = 1;
	c->opened = bpf_ktime_get_ns();
	compute_id(tp, c);
	skip_past(tp, c);
	c->skip = server ? 1 : 0;
	c->phase = ADOPTED;
	return 0;
}

static __always_inline int consider(struct sock_common *common)
{
	struct tcp_sock *tp;

	if (!common)
		return 0;
	if (common->skc_state == TCP_LISTEN)
		return note_listener(common);
	if (common->skc_state != TCP_ESTABLISHED && common->skc_state != TCP_CLOSE_WAIT)
		return 0;
	tp = bpf_skc_to_tcp_sock(common);
	return tp ? take(&tp->inet_conn.icsk_inet.sk, tp) : 0;
}

static __always_inline int own(struct task_struct *task, struct file *file)
{
	struct socket *socket = file ? bpf_sock_from_file(file) : 0;
	struct connection *c;

	if (!socket || !task)
		return 0;
	c = socket->sk ? find(socket->sk) : 0;
	if (!c || c->flow || !c->adopted)
		return 0;
	c->tgid = task->tgid;
	join_flow(socket->sk, c, task);
	return 0;
}

SEC("iter/tcp")
int adopt(struct bpf_iter__tcp *context)
{
	return consider(context->sk_common);
}

SEC("iter/task_file")
int claim(struct bpf_iter__task_file *context)
{
	return own(context->task, context->file);
}
