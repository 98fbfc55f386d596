namespace MeshLens.Xds.Model;

/// <summary>Who read the configuration, and what could not be seen from there.</summary>
/// <param name="Kind">How it was read.</param>
/// <param name="Reader">Name of the proxy or identity it was served to.</param>
/// <param name="Namespace">Its namespace; empty when unknown.</param>
/// <param name="Region">Its region; empty when unknown.</param>
/// <param name="Zone">Its zone; empty when unknown, and then nothing is said about zones.</param>
/// <param name="Unseen">What was not served, one sentence each.</param>
public sealed record ConfigurationView(ViewKind Kind, string Reader, string Namespace, string Region, string Zone, IReadOnlyList<string> Unseen)
{
    /// <summary>A reader of whom nothing is known.</summary>
    public static ConfigurationView Unknown { get; } = new(ViewKind.Own, "", "", "", "", []);

    /// <summary>Whether locality rules can be judged.</summary>
    public bool KnowsItsZone => Zone.Length > 0 && !HasEndpointsFromElsewhere;

    /// <summary>Its endpoints were served to a reader in another place: which come first there says nothing about here.</summary>
    internal bool HasEndpointsFromElsewhere { get; init; }

    /// <summary>Whether it is in the same place.</summary>
    public bool IsAt(ConfigurationView other) => (Region, Zone) == (other.Region, other.Zone);

    /// <inheritdoc/>
    public override string ToString() => Reader.Length == 0 ? Kind.ToString() : $"{Kind} {Reader}";
}
