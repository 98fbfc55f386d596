using MeshLens.Core.Edges;
using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;

namespace MeshLens.Exposition.Edges;

/// <summary>The labels of legs, which are the same for all edges, alone and with a reason.</summary>
internal static class LegLabels
{
    private static readonly Leg[] Legs = Enum.GetValues<Leg>();
    private static readonly LabelSet[] Own = [.. Legs.Select(static leg => Create(leg, shared: false))];
    private static readonly LabelSet[] Shared = [.. Legs.Select(static leg => Create(leg, shared: true))];
    private static readonly LabelSet[] Syn = [.. Legs.Select(static leg => Create(leg, shared: false, Kind("syn")))];
    private static readonly LabelSet[] Data = [.. Legs.Select(static leg => Create(leg, shared: false, Kind("data")))];
    private static readonly LabelSet[] SharedSyn = [.. Legs.Select(static leg => Create(leg, shared: true, Kind("syn")))];
    private static readonly LabelSet[] SharedData = [.. Legs.Select(static leg => Create(leg, shared: true, Kind("data")))];

    public static LabelSet Of(LegTotals leg) => (leg.Shared ? Shared : Own)[(int)leg.Leg];

    public static LabelSet OfRetransmits(LegTotals leg, bool syn) =>
        (leg.Shared ? syn ? SharedSyn : SharedData : syn ? Syn : Data)[(int)leg.Leg];

    /// <summary>As diagnoses write it.</summary>
    public static string NameOf(Leg leg) => leg switch
    {
        Leg.AppToProxy => "app-proxy",
        Leg.ProxyToProxy => "proxy-proxy",
        Leg.ToWaypoint => "waypoint",
        Leg.ProxyToApp => "proxy-app",
        _ => "direct",
    };

    /// <param name="leg">Which.</param>
    /// <param name="shared">Of other callers, too: a label that is only there where it is true.</param>
    /// <param name="more">What else.</param>
    public static LabelSet Create(Leg leg, bool shared, Label more = default) => new(
        new("leg", "meshlens.leg", NameOf(leg)),
        new("shared", "meshlens.shared", shared ? "true" : ""),
        more with { Value = more.Value ?? "" });

    private static Label Kind(string kind) => new("kind", "meshlens.retransmit.kind", kind);
}
