/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The running system call: its number and first two arguments, per architecture. */
#ifndef CONNECTIONS_SYSCALL_H
#define CONNECTIONS_SYSCALL_H

#include "kernel.h"

#if defined(__TARGET_ARCH_x86)
struct pt_regs {
	unsigned long di;
	unsigned long si;
	unsigned long orig_ax;
} KERNEL;
#define SYSCALL_OF(regs) ((regs)->orig_ax)
#define FIRST_OF(regs) ((regs)->di)
#define SECOND_OF(regs) ((regs)->si)
enum { READ = 0, READV = 19, RECVFROM = 45, RECVMSG = 47, WRITE = 1, WRITEV = 20, SENDTO = 44, SENDMSG = 46, CONNECT = 42 };
#else
struct pt_regs {
	__u64 regs[31];
	__u64 orig_x0;
	int syscallno;
} KERNEL;
#define SYSCALL_OF(regs) ((regs)->syscallno)
#define FIRST_OF(regs) ((regs)->orig_x0)
#define SECOND_OF(regs) ((regs)->regs[1])
enum { READ = 63, READV = 65, RECVFROM = 207, RECVMSG = 212, WRITE = 64, WRITEV = 66, SENDTO = 206, SENDMSG = 211, CONNECT = 203 };
#endif

#endif
