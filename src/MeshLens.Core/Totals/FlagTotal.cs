using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Totals;

/// <summary>How many requests ended with a flag of a proxy. Written by one, read by anyone.</summary>
public sealed class FlagTotal(ResponseFlag flag)
{
    private ulong _count;

    public ResponseFlag Flag => flag;

    public ulong Count => Volatile.Read(ref _count);

    internal void Add(ulong gained) => Volatile.Write(ref _count, _count + gained);
}
