namespace MeshLens.Tracing.Forwarding;

/// <summary>What is left to be done with an item when its time has come.</summary>
internal interface IItemFinish
{
    void Finish(ForwardItem item);
}
