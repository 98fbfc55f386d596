using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Copies of requests load another destination.</summary>
internal sealed class MirrorRule : RouteRule
{
    private const double Heavy = 0.5;

    public override RuleInfo Info { get; } = new(
        "mirror",
        [48],
        Severity.Info,
        "Requests are mirrored",
        "A route copies more than no requests to another cluster. A warning from half of the requests on.",
        "Mirrors of 0 %; splitting by weight, where each request goes to one place.",
        "The mirror's cluster gets the named share of requests on top of its own, and with it of connections; what is slow there takes CPU and connections of this proxy.",
        "VirtualService spec.http[].mirror",
        "Lower mirrorPercentage, or end the mirroring when it has shown what it was for.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model)
    {
        var mirrors = route.Mirrors.Where(static mirror => mirror.Share > 0).ToList();
        if (mirrors.Count == 0)
        {
            return null;
        }

        var most = mirrors.MaxBy(static mirror => mirror.Share);
        return Entry(
            route,
            "mirror",
            $"{Words.Percent(most.Share)} of the requests are copied to {Words.Of(most.Cluster)}.",
            new(PredictedEffect.Load, $"{Words.Short(most.Cluster)} gets {(most.Share >= 1 ? "" : Words.Percent(most.Share) + " ")}as many requests as {Answering(route)} answers.", Share: most.Share),
            most.Share >= Heavy ? Severity.Warning : Severity.Info);
    }

    private static string Answering(RouteModel route) => route.Targets is [] ? "the destination" : Words.Short(route.Targets.MaxBy(static target => target.Share).Cluster);
}
