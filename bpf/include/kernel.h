/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The fields of kernel structs that the programs read, relocated when they are loaded (CO-RE): no header of any kernel is
 * needed. Members of anonymous unions stand flat, relocation finds them by name.
 */
#ifndef KERNEL_H
#define KERNEL_H

#include "core.h"
#include "sockets.h"
#include "tasks.h"

#endif
