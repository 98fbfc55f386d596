namespace MeshLens.Grains.Mesh;

/// <summary>Whether the proxies of a control plane have what it made for them.</summary>
public sealed record ProxySyncView
{
    /// <summary>When the control plane was asked.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Proxies that are connected, by their Istio version.</summary>
    public IReadOnlyDictionary<string, int> Versions { get; init; } = new Dictionary<string, int>();

    /// <summary>Proxies that are not in step, at most a hundred of them.</summary>
    public IReadOnlyList<LaggingProxy> NotInStep { get; init; } = [];

    /// <summary>How many proxies are not in step.</summary>
    public int NotInStepTotal { get; init; }
}
