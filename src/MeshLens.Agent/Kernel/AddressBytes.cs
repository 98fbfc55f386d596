using System.Runtime.CompilerServices;

namespace MeshLens.Agent.Kernel;

/// <summary>An IPv6 address in network order, or IPv4 as ::ffff:a.b.c.d.</summary>
[InlineArray(Length)]
internal struct AddressBytes
{
    public const int Length = 16;

    private byte _first;
}
