using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.Model;

/// <summary>The Istio resource that caused a piece of configuration, as istiod names it in the piece's metadata.</summary>
/// <param name="Kind">As in its manifest: VirtualService, DestinationRule, …</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
public sealed record IstioResource(string Kind, string Namespace, string Name)
{
    private const string Filter = "istio";
    private const string Field = "config";

    /// <summary>Reads it from metadata; null when the piece has no cause but the service itself.</summary>
    public static IstioResource? Of(Metadata? metadata) =>
        metadata is not null
        && metadata.FilterMetadata.TryGetValue(Filter, out var filter)
        && filter.Fields.TryGetValue(Field, out var config)
        && config.KindCase == Value.KindOneofCase.StringValue
            ? Parse(config.StringValue)
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Namespace}/{Name}";

    // /apis/networking.istio.io/v1alpha3/namespaces/shop/virtual-service/payments
    internal static IstioResource? Parse(string path) =>
        path.Split('/') is ["", "apis", _, _, "namespaces", var place, { Length: > 0 } kind, { Length: > 0 } name]
            ? new(KindOf(kind), place, name)
            : null;

    private static string KindOf(string dashed) =>
        string.Concat(dashed.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
}
