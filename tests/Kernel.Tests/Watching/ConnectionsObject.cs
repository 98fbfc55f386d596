using LibBpfSharp;
using MeshLens.Agent.Kernel;

namespace Kernel.Tests;

/// <summary>The linked connection programs, as the agent carries them.</summary>
internal static class ConnectionsObject
{
    public static BpfObject Open() => BpfObject.OpenResource(typeof(FlowKey).Assembly, "connections.bpf.o");
}
