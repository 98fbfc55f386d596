using LibBpfSharp;

namespace MeshLens.Agent.Dns;

/// <summary>The programs that watch name servers, as the agent carries them (<c>bpf/dns.bpf.c</c>).</summary>
internal static class DnsObject
{
    /// <summary>Without this program ICMP errors show as missing answers; the others are needed.</summary>
    public const string OptionalProgram = "on_error";

    public static BpfObject Open() => BpfObject.OpenResource(typeof(DnsObject).Assembly, "dns.bpf.o");
}
