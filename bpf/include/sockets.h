/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Sockets and packets as the kernel has them. */
#ifndef SOCKETS_H
#define SOCKETS_H

#include "core.h"

struct net {
	__u64 net_cookie;
} KERNEL;

typedef struct {
	struct net *net;
} KERNEL possible_net_t;

struct in6_addr {
	union {
		__be32 u6_addr32[4];
	} in6_u;
} KERNEL;

struct sock_common {
	__be32 skc_daddr;
	__be32 skc_rcv_saddr;
	__be16 skc_dport;
	__u16 skc_num;
	unsigned short skc_family;
	volatile unsigned char skc_state;
	possible_net_t skc_net;
	struct in6_addr skc_v6_daddr;
	struct in6_addr skc_v6_rcv_saddr;
	unsigned long skc_flags;
} KERNEL;

struct kernfs_node {
	__u64 id;
} KERNEL;

struct cgroup;

struct cgroup_subsys_state {
	struct cgroup *cgroup;
	struct cgroup_subsys_state *parent;
} KERNEL;

struct cgroup {
	struct cgroup_subsys_state self;
	struct kernfs_node *kn;
} KERNEL;

struct sock_cgroup_data {
	struct cgroup *cgroup;
} KERNEL;

struct sock;

struct sk_buff {
	struct sk_buff *prev;
	struct sock *sk;
	char cb[48];
	unsigned int len;
	unsigned int data_len;
	__be16 protocol;
	__u16 transport_header;
	__u16 network_header;
	unsigned char *head;
} KERNEL;

struct sk_buff_head {
	struct sk_buff *prev;
} KERNEL;

struct sock_extended_err {
	__u32 ee_errno;
} KERNEL;

struct sock_exterr_skb {
	struct sock_extended_err ee;
} KERNEL;

struct socket;

struct sock {
	struct sock_common __sk_common;
	int sk_err;
	int sk_err_soft;
	struct socket *sk_socket;
	int sk_wmem_queued;
	int sk_sndbuf;
	__u16 sk_protocol;
	__u8 sk_shutdown;
	struct sk_buff_head sk_error_queue;
	struct sock_cgroup_data sk_cgrp_data;
	struct sk_buff_head sk_receive_queue;
} KERNEL;

struct inet_sock {
	struct sock sk;
	__be16 inet_sport;
} KERNEL;

struct inet_connection_sock {
	struct inet_sock icsk_inet;
	__u8 icsk_retransmits;
} KERNEL;

struct minmax_sample {
	__u32 t;
	__u32 v;
} KERNEL;

struct minmax {
	struct minmax_sample s[3];
} KERNEL;

struct tcp_sock {
	struct inet_connection_sock inet_conn;
	__u32 copied_seq;
	struct minmax rtt_min;
	__u32 segs_out;
	__u64 bytes_sent;
	__u64 bytes_retrans;
	__u64 bytes_received;
	__u64 bytes_acked;
	__u8 chrono_type;
	__u32 chrono_start;
	__u32 chrono_stat[3];
	__u32 write_seq;
	__u64 tcp_wstamp_ns;
	__u64 tcp_clock_cache;
	__u32 rcv_nxt;
	__u32 snd_una;
	__u32 srtt_us;
	__u64 first_tx_mstamp;
	__u64 delivered_mstamp;
	__u32 total_retrans;
} KERNEL;

struct tcp_skb_cb {
	__u32 seq;
	__u16 tcp_gso_segs;
} KERNEL;

#endif
