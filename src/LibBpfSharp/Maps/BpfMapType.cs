// The members are the kernel's own list; a sentence for each would only repeat its name.
#pragma warning disable CS1591

namespace LibBpfSharp;

/// <summary>The kind of a map, with the kernel's numbers (<c>enum bpf_map_type</c>).</summary>
public enum BpfMapType
{
    Unspecified = 0,
    Hash = 1,
    Array = 2,
    ProgramArray = 3,
    PerfEventArray = 4,
    PerCpuHash = 5,
    PerCpuArray = 6,
    StackTrace = 7,
    CgroupArray = 8,
    LruHash = 9,
    LruPerCpuHash = 10,
    LpmTrie = 11,
    ArrayOfMaps = 12,
    HashOfMaps = 13,
    DeviceMap = 14,
    SocketMap = 15,
    CpuMap = 16,
    XskMap = 17,
    SocketHash = 18,
    CgroupStorage = 19,
    ReusePortSocketArray = 20,
    PerCpuCgroupStorage = 21,
    Queue = 22,
    Stack = 23,
    SocketStorage = 24,
    DeviceMapHash = 25,
    StructOperations = 26,
    RingBuffer = 27,
    InodeStorage = 28,
    TaskStorage = 29,
    BloomFilter = 30,
    UserRingBuffer = 31,
}
