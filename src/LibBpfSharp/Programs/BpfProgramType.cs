// The members are the kernel's own list; a sentence for each would only repeat its name.
#pragma warning disable CS1591

namespace LibBpfSharp;

/// <summary>The kind of a program, with the kernel's numbers (<c>enum bpf_prog_type</c>).</summary>
public enum BpfProgramType
{
    Unspecified = 0,
    SocketFilter = 1,
    KernelProbe = 2,
    SchedClassifier = 3,
    SchedAction = 4,
    Tracepoint = 5,
    Xdp = 6,
    PerfEvent = 7,
    CgroupSkb = 8,
    CgroupSocket = 9,
    LwtIn = 10,
    LwtOut = 11,
    LwtXmit = 12,
    SocketOperations = 13,
    SocketSkb = 14,
    CgroupDevice = 15,
    SocketMessage = 16,
    RawTracepoint = 17,
    CgroupSocketAddress = 18,
    LwtSeg6Local = 19,
    LircMode2 = 20,
    SocketReusePort = 21,
    FlowDissector = 22,
    CgroupSysctl = 23,
    RawTracepointWritable = 24,
    CgroupSocketOption = 25,
    Tracing = 26,
    StructOperations = 27,
    Extension = 28,
    Lsm = 29,
    SocketLookup = 30,
    SystemCall = 31,
}
