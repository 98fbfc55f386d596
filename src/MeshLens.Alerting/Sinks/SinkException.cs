namespace MeshLens.Alerting.Sinks;

/// <summary>A sink could not be told.</summary>
/// <param name="reason">For people.</param>
/// <param name="forGood">Trying again cannot help: it does not want this.</param>
public sealed class SinkException(string reason, bool forGood = false) : Exception(reason)
{
    public bool ForGood => forGood;
}
