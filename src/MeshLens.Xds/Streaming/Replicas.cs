namespace MeshLens.Xds.Streaming;

/// <summary>The replicas of a control plane in turn, beginning anywhere so that readers spread over them.</summary>
internal sealed class Replicas(IReadOnlyList<Uri> addresses, Func<double> random)
{
    private int _index = (int)(random() * addresses.Count) % addresses.Count;

    public Uri Current => addresses[_index];

    public void Advance() => _index = (_index + 1) % addresses.Count;
}
