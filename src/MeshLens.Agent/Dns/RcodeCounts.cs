using System.Runtime.CompilerServices;

namespace MeshLens.Agent.Dns;

/// <summary>Answers by response code (RFC 1035, 4.1.1): 0 is NOERROR, 2 SERVFAIL, 3 NXDOMAIN.</summary>
[InlineArray(Length)]
internal struct RcodeCounts
{
    public const int Length = 16;

    private uint _first;
}
