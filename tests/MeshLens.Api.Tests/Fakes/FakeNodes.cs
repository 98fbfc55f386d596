using MeshLens.Grains.Nodes;

namespace MeshLens.Api.Tests.Fakes;

internal sealed class FakeNodes : INodeDirectory
{
    public IReadOnlyList<NodeStatus> All() =>
    [
        new()
        {
            Node = "node-a", AgentId = "a1", Connected = true, Since = FakeAnswers.Start, LastHeard = FakeAnswers.Start,
            Capabilities = [new("turns", false, "The kernel has no BTF.", "Use a kernel built with CONFIG_DEBUG_INFO_BTF.")],
            Cost = new(0.01, 0.02, 12_000_000, 4_000_000),
        },
    ];
}
