/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Processes, their files and buffers, and what iterators give, as the kernel has them. */
#ifndef TASKS_H
#define TASKS_H

#include "sockets.h"

struct socket {
	struct sock *sk;
} KERNEL;

struct file {
	void *private_data;
} KERNEL;

struct fdtable {
	unsigned int max_fds;
	struct file **fd;
} KERNEL;

struct files_struct {
	struct fdtable *fdt;
} KERNEL;

struct task_struct {
	int pid;
	int tgid;
	struct task_struct *group_leader;
	struct files_struct *files;
	char comm[16];
} KERNEL;

struct bpf_iter_meta {
	__u64 session_id;
} KERNEL;

struct bpf_iter__tcp {
	struct bpf_iter_meta *meta;
	struct sock_common *sk_common;
} KERNEL;

struct bpf_iter__bpf_map_elem {
	struct bpf_iter_meta *meta;
	__u32 *key;
} KERNEL;

struct bpf_iter__task_file {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
	struct file *file;
} KERNEL;

struct iovec {
	void *iov_base;
	unsigned long iov_len;
} KERNEL;

struct iov_iter {
	__u8 iter_type;
	unsigned long iov_offset;
	const struct iovec *__iov;
	void *ubuf;
	unsigned long count;
} KERNEL;

struct msghdr {
	struct iov_iter msg_iter;
} KERNEL;

#endif
