using MeshLens.Tracing.Forwarding;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Nothing is left to be done.</summary>
internal sealed class NoFinish : IItemFinish
{
    public void Finish(ForwardItem item)
    {
    }
}
